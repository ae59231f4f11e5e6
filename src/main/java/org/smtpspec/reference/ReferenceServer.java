package org.smtpspec.reference;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.netty.AllButStartTlsLineChannelHandlerFactory;
import org.apache.james.protocols.netty.ChannelHandlerFactory;

/**
 * A running reference server. It answers as RFC 821, 1123 and 5321 want it, save for the defects it
 * was started with; or, on request, as the stock James handlers do.
 */
public final class ReferenceServer implements AutoCloseable {
  private static final int STOCK_LINE_LIMIT = 8192;
  private static final int BACKLOG = 250;
  private static final int CLOSE_MILLIS = 500;

  private final Channel listener;
  private final Optional<Channel> inside;
  private final Optional<Outbound> outbound;
  private final ChannelGroup sessions;
  private final Settings settings;

  private ReferenceServer(
      Channel listener,
      Optional<Channel> inside,
      Optional<Outbound> outbound,
      ChannelGroup sessions,
      Settings settings) {
    this.listener = listener;
    this.inside = inside;
    this.outbound = outbound;
    this.sessions = sessions;
    this.settings = settings;
  }

  /**
   * Starts one, which sends nothing on.
   *
   * @throws IOException when the port cannot be had
   */
  public static ReferenceServer start(Settings settings) throws IOException {
    return start(settings, new Maildirs(settings.mail()), Optional.empty());
  }

  /**
   * Starts one that sends on, to hosts played in this process, what its policy lets in.
   *
   * @throws IOException when the port cannot be had
   */
  public static ReferenceServer relaying(Settings settings) throws IOException {
    return start(settings, new Maildirs(settings.mail()), Optional.of(World.acquire()));
  }

  /**
   * Starts one that sends on, to the hosts of the lab that this process is in, what its policy lets
   * in.
   *
   * @throws IOException when the port cannot be had
   */
  public static ReferenceServer relayingInLab(Settings settings) throws IOException {
    return start(settings, new Maildirs(settings.mail()), Optional.of(World.ofLab()));
  }

  /**
   * Starts one that puts mail into {@code mail}, and with a {@code world} listens at a second place
   * too: whoever comes there is inside, and may send to the other hosts.
   */
  static ReferenceServer start(Settings settings, Mailstore mail, Optional<World> world)
      throws IOException {
    ChannelGroup sessions = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    Defects defects = new Defects(settings.stock() ? Set.of() : settings.defects());
    Optional<Outbound> outbound = world.map(hosts -> new Outbound(hosts, defects));
    Site site =
        new Site(new Directory(), mail, settings.relay(), outbound, defects, Clock.systemUTC());
    Channel listener = listen(settings.host(), settings.port(), pipeline(settings, site, sessions));
    try {
      Optional<Channel> inside = Optional.empty();
      if (world.isPresent()) {
        Site trusting = site.withRelay(RelayPolicy.open());
        inside = Optional.of(listen(Settings.LOOPBACK, 0, pipeline(settings, trusting, sessions)));
      }
      return new ReferenceServer(listener, inside, outbound, sessions, settings);
    } catch (IOException e) {
      listener.close().awaitUninterruptibly(CLOSE_MILLIS);
      EventLoops.release();
      throw e;
    }
  }

  private static Channel listen(InetAddress host, int port, Pipeline pipeline) throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(pipeline);
    ChannelFuture bound =
        bootstrap.group(EventLoops.acquire()).bind(host, port).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      EventLoops.release();
      throw new IOException(
          "cannot listen on " + host.getHostAddress() + ":" + port, bound.cause());
    }
    return bound.channel();
  }

  private static Pipeline pipeline(Settings settings, Site site, ChannelGroup sessions) {
    Defects defects = site.defects();
    ChannelHandlerFactory framer =
        settings.stock()
            ? new AllButStartTlsLineChannelHandlerFactory("starttls", STOCK_LINE_LIMIT)
            : pipeline -> new LineFramer(defects);
    try {
      Protocol protocol = settings.stock() ? Protocols.stock(site) : Protocols.reference(site);
      return new Pipeline(protocol, framer, defects, sessions);
    } catch (WiringException e) {
      throw new IllegalStateException("handlers do not fit together", e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Where it listens for clients that may relay, if it does. */
  Optional<InetSocketAddress> inside() {
    return inside.map(channel -> (InetSocketAddress) channel.localAddress());
  }

  /** Stops listening, says 421 in open sessions and closes them. The mail stays where it is. */
  @Override
  public void close() {
    if (!listener.isOpen()) {
      return;
    }
    listener.close().awaitUninterruptibly(CLOSE_MILLIS);
    inside.ifPresent(channel -> channel.close().awaitUninterruptibly(CLOSE_MILLIS));
    outbound.ifPresent(Outbound::close);
    Defects defects = new Defects(settings.defects());
    Reply farewell = new StatusCodes(defects).attached("", true, Shutdown.reply(defects));
    String line = farewell.getLines().get(0) + "\r\n";
    for (Channel session : sessions) {
      session
          .writeAndFlush(Unpooled.copiedBuffer(line, StandardCharsets.US_ASCII))
          .addListener(ChannelFutureListener.CLOSE);
    }
    sessions.newCloseFuture().awaitUninterruptibly(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    sessions.close().awaitUninterruptibly(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    EventLoops.release();
    inside.ifPresent(channel -> EventLoops.release());
  }
}
