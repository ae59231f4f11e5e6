package org.smtpspec.reference;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads that all servers of this JVM share: made for the first, ended with the last. The
 * stock {@code NettyServer} makes more than twenty for each server, never ends sixteen of them, and
 * waits two seconds for the others.
 */
final class EventLoops {
  private static final int THREADS = Math.max(4, Runtime.getRuntime().availableProcessors());
  private static final Object LOCK = new Object();

  private static EventLoopGroup group;
  private static int users;

  private EventLoops() {}

  /** Gives the threads to one more server. */
  static EventLoopGroup acquire() {
    synchronized (LOCK) {
      if (users++ == 0) {
        group =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("smtpspec-reference", true));
      }
      return group;
    }
  }

  /** Takes them back from a server that has closed its channels. */
  static void release() {
    EventLoopGroup ended;
    synchronized (LOCK) {
      if (--users > 0) {
        return;
      }
      ended = group;
    }
    ended.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
