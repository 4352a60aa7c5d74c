package io.gradstream.cli;

import io.gradstream.config.ConfigurationException;
import io.gradstream.dataset.DatasetException;
import io.gradstream.text.Shown;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program. */
@Command(
    name = "gradstream",
    description = {
      "Learns from a Kafka topic, one example at a time, exactly once.",
      "",
      "Begin with 'gradstream demo': it brings its own broker and stream."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      RunCommand.class,
      EvaluateCommand.class,
      QualityCommand.class,
      BenchCommand.class,
      CheckCommand.class,
      DescribeCommand.class,
      ProduceCommand.class,
      TopCommand.class,
      HealthCommand.class,
      HelpCommand.class
    })
public final class Main implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec.
  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Runs a command and returns its exit code. */
  public static int execute(String... arguments) {
    try {
      int code = dispatch(arguments);
      if (System.out.checkError()) {
        System.err.println("gradstream: standard output cannot be written");
        return Math.max(code, FAILED);
      }
      return code;
    } catch (OutOfMemoryError e) {
      System.err.println("gradstream: " + message(e));
      return FAILED;
    }
  }

  private static int dispatch(String... arguments) {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(long.class, text -> number(text, Long::valueOf))
        .registerConverter(Long.class, text -> number(text, Long::valueOf))
        .registerConverter(int.class, text -> number(text, Integer::valueOf))
        .registerConverter(Integer.class, text -> number(text, Integer::valueOf))
        .setParameterExceptionHandler((misuse, given) -> report(misuse))
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command))
        .execute(arguments);
  }

  private static <N> N number(String text, Function<String, N> parse) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("got '" + text + "', wants a whole number such as 1000");
    }
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return WRONG_USAGE;
  }

  private static int report(ParameterException misuse) {
    CommandLine command = misuse.getCommandLine();
    command.getErr().println("gradstream: " + Shown.lines(String.valueOf(misuse.getMessage())));
    UnmatchedArgumentException.printSuggestions(misuse, command.getErr());
    command.getErr().printf("Try '%s --help'%n", command.getCommandSpec().qualifiedName());
    return WRONG_USAGE;
  }

  private static int report(Exception failure, CommandLine command) {
    boolean usage =
        failure instanceof ConfigurationException || failure instanceof DatasetException;
    command.getErr().println("gradstream: " + Shown.lines(message(failure)));
    LOG.debug("failed", failure);
    return usage ? WRONG_USAGE : FAILED;
  }

  /** The message of a failure and of what caused it, as far as they differ. */
  private static String message(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return String.format(
          Locale.ROOT,
          "out of memory (%s) with a heap of %,d MiB: want a smaller network, fewer classes,"
              + " features that are named, or a larger heap by GRADSTREAM_JAVA_OPTS=-Xmx…",
          failure.getMessage(),
          Runtime.getRuntime().maxMemory() >> 20);
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !message.contains(cause.getMessage())) {
        message += ": " + cause.getMessage();
      }
    }
    return message;
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"gradstream " + (version == null ? "(not packaged)" : version)};
    }
  }
}
