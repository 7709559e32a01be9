package org.transhume.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.transhume.imap.testkit.daemon.RealServer;
import org.transhume.imap.testkit.proxy.FaultProxy;

/**
 * The program itself in a process of its own: the same JVM, options and jars as this one, its
 * output passed through, the password in its environment.
 */
final class Child {
  /** By name: the wiring of the program knows this package, and not the reverse. */
  private static final String MAIN = "org.transhume.cli.Main";

  private static final String PASSWORD = "TRANSHUME_DEMO_PASSWORD";
  private static final int POLL_MILLIS = 10;

  private final FaultProxy source;
  private final RealServer destination;
  private final Path folder;
  private final Stopping stopping;

  /**
   * @param folder for the ledger and the reports
   */
  Child(FaultProxy source, RealServer destination, Path folder, Stopping stopping) {
    this.source = source;
    this.destination = destination;
    this.folder = folder;
    this.stopping = stopping;
  }

  /** Runs one pass to its end; its exit code. */
  int run(String report, String command, String... options) throws InterruptedException {
    Process process = start(report, command, options);
    process.waitFor();
    stopping.check();
    return process.exitValue();
  }

  /**
   * Runs one pass until {@code moment} comes, then kills it.
   *
   * @return the exit code: 137 (128 and SIGKILL) if it was killed, else what it ended with before
   */
  int runUntil(BooleanSupplier moment, String report, String command) throws InterruptedException {
    Process process = start(report, command);
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (moment.getAsBoolean()) {
        process.destroyForcibly();
      }
    }
    stopping.check();
    return process.exitValue();
  }

  private Process start(String report, String command, String... options) {
    var line = new ArrayList<String>();
    line.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    line.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    // Who is killed cannot remove what the driver of the ledger unpacks; with the folder it goes.
    line.add("-Dorg.sqlite.tmpdir=" + folder);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN, command));
    line.addAll(side("source", source.port()));
    line.addAll(side("destination", destination.port()));
    line.addAll(List.of("--state", folder.resolve("state").toString()));
    line.addAll(List.of("--report", folder.resolve(report).toString()));
    line.addAll(List.of(options));
    var builder = new ProcessBuilder(line).inheritIO();
    builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    builder.environment().put(PASSWORD, ServerPair.PASSWORD);
    try {
      return stopping.guard(builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> side(String side, int port) {
    return List.of(
        "--" + side,
        "127.0.0.1:" + port,
        "--" + side + "-tls",
        "plain",
        "--" + side + "-user",
        ServerPair.LOGIN,
        "--" + side + "-password-env",
        PASSWORD);
  }
}
