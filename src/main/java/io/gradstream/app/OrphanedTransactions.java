package io.gradstream.app;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions that processes of an application left open when they were killed. Nobody who
 * reads what is committed gets past one, neither a restoration nor a consumer of outputs, and by
 * itself a broker ends it 10 to 20 seconds later.
 *
 * <p>A transaction has the name of its process, and so have the members of the group. The one of a
 * process without a member could not commit any more: the group has given its partitions away.
 */
final class OrphanedTransactions {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedTransactions.class);
  private static final String PROCESS_ID = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

  private final String application;
  private final Pattern ofProcess;

  OrphanedTransactions(String application) {
    this.application = application;
    this.ofProcess = Pattern.compile(Pattern.quote(application) + "-(" + PROCESS_ID + ")-.+");
  }

  /** Ends them. They are listed first: a process that was slow to join has a member by then. */
  void end(Admin admin) throws ExecutionException, InterruptedException {
    Collection<TransactionListing> open =
        admin
            .listTransactions(
                new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
            .all()
            .get();
    Collection<MemberDescription> members =
        admin
            .describeConsumerGroups(List.of(application))
            .all()
            .get()
            .values()
            .iterator()
            .next()
            .members();
    List<String> orphaned =
        among(
            open.stream().map(TransactionListing::transactionalId).toList(),
            members.stream().map(MemberDescription::clientId).toList());
    if (!orphaned.isEmpty()) {
      admin.fenceProducers(orphaned).all().get();
      LOG.info("ended transactions of instances that were killed transactionalIds={}", orphaned);
    }
  }

  /**
   * Those of processes that are none of the clients'; none where clients have names of the user's,
   * which do not tell.
   */
  List<String> among(List<String> transactionalIds, List<String> clientIds) {
    List<String> orphaned = new ArrayList<>();
    if (clientIds.stream().map(ofProcess::matcher).allMatch(Matcher::matches)) {
      Set<String> alive = clientIds.stream().map(this::process).collect(toSet());
      for (String id : transactionalIds) {
        if (ofProcess.matcher(id).matches() && !alive.contains(process(id))) {
          orphaned.add(id);
        }
      }
    }
    return orphaned;
  }

  private String process(String id) {
    Matcher matcher = ofProcess.matcher(id);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
