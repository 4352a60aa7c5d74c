package io.gradstream.live;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.jspecify.annotations.Nullable;

/**
 * The graph: {@code /api/topology}.
 *
 * @param text the same, drawn by Kafka Streams
 */
record TopologyView(List<NodeView> nodes, List<EdgeView> edges, String text) {
  /**
   * A node.
   *
   * @param kind source, processor, sink or store
   * @param topic that it reads or writes; null of others
   */
  record NodeView(String name, String kind, String label, @Nullable String topic) {}

  /** Records go from one node to another; to a store, its changes. */
  record EdgeView(String from, String to) {}

  static TopologyView of(TopologyDescription description) {
    List<NodeView> nodes = new ArrayList<>();
    List<EdgeView> edges = new ArrayList<>();
    for (TopologyDescription.Subtopology part : description.subtopologies()) {
      for (Node node : part.nodes()) {
        nodes.add(view(node));
        for (Node to : node.successors()) {
          edges.add(new EdgeView(node.name(), to.name()));
        }
        if (node instanceof Processor processor) {
          for (String store : new TreeSet<>(processor.stores())) {
            nodes.add(new NodeView(store, "store", store, null));
            edges.add(new EdgeView(processor.name(), store));
          }
        }
      }
    }
    return new TopologyView(nodes, edges, description.toString());
  }

  private static NodeView view(Node node) {
    return switch (node) {
      case Source source -> view(node, "source", String.join(", ", source.topicSet()));
      case Sink sink -> view(node, "sink", sink.topic());
      default -> new NodeView(node.name(), "processor", node.name(), null);
    };
  }

  private static NodeView view(Node node, String kind, @Nullable String topic) {
    return new NodeView(node.name(), kind, topic == null ? node.name() : topic, topic);
  }
}
