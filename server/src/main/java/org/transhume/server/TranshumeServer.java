package org.transhume.server;

import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.PortInUseException;

/** The server as a program: everything it is made of is found below this package. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class TranshumeServer {

  /**
   * Starts it and returns once it answers. It ends with the process, or when it is closed.
   *
   * @throws ServerFailedException if the port is taken, or the folder cannot be used
   */
  public static RunningServer start(ServerOptions options) {
    DataFolder data = DataFolder.take(options.data());
    var application = new SpringApplication(TranshumeServer.class);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(
        Map.of("transhume.data", options.data().toAbsolutePath().toString()));
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("terminal", options.terminal()));
    try {
      // Said last, so that it wins over files and the environment.
      return new RunningServer(
          application.run(
              "--server.port=" + options.port(), "--server.address=" + options.address()),
          data);
    } catch (RuntimeException e) {
      release(data, e);
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof PortInUseException) {
          throw new ServerFailedException(
              "Port %d is taken. Choose another one with --port.".formatted(options.port()), e);
        }
      }
      throw e;
    }
  }

  private static void release(DataFolder data, RuntimeException because) {
    try {
      data.close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }
}
