package org.transhume.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** A server that answers. Any thread. */
public final class RunningServer implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final DataFolder data;
  private final CountDownLatch closed = new CountDownLatch(1);

  RunningServer(ConfigurableApplicationContext context, DataFolder data) {
    this.context = context;
    this.data = data;
    context.addApplicationListener(
        (ApplicationListener<ContextClosedEvent>) _ -> closed.countDown());
  }

  /** The port it listens at. */
  public int port() {
    if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
      return web.getWebServer().getPort();
    }
    throw new IllegalStateException("not a server of the web");
  }

  /** Waits until it is closed, by somebody or by the end of the process. */
  public void await() throws InterruptedException {
    closed.await();
  }

  /** Ends it, requests under way first. */
  @Override
  public void close() {
    context.close();
    try {
      data.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
