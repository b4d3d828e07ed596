package org.tropea.conn.exit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NioClient;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Looks names up at the system's name servers, or at those of ServerDNSResolvConfFile, with a cache and the hosts file
 * before them; dnsjava does the work in threads of its own. Any thread. At most {@link #AT_ONCE} look-ups run at a time.
 */
final class Names {
    private static final Logger LOG = LoggerFactory.getLogger(Names.class);
    private static final int AT_ONCE = 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern USUAL = Pattern.compile("[0-9A-Za-z._-]+");

    /** Whether a server was ever asked, which starts dnsjava's threads. */
    private static volatile boolean asked;

    /** Null when there is no server to ask. */
    private final LookupSession session;

    private final boolean anyCharacters;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    /**
     * Asks the servers of {@code resolvConf}, or the system's when it is null. Host names with other characters than
     * letters, digits, dots, hyphens and underscores are asked for only if {@code anyCharacters}.
     */
    Names(Path resolvConf, boolean anyCharacters) {
        this(resolvConf, anyCharacters, TIMEOUT);
    }

    /** The same with another time that a look-up may take. */
    Names(Path resolvConf, boolean anyCharacters, Duration timeout) {
        this.anyCharacters = anyCharacters;
        Resolver[] servers =
                servers(resolvConf).stream().map(SimpleResolver::new).toArray(Resolver[]::new);
        session = servers.length == 0 ? null : session(servers, timeout);
    }

    private static LookupSession session(Resolver[] servers, Duration timeout) {
        ExtendedResolver resolver = new ExtendedResolver(servers) {
            @Override
            public CompletionStage<Message> sendAsync(Message query, Executor executor) {
                asked = true;
                return super.sendAsync(query, executor);
            }
        };
        resolver.setTimeout(timeout);
        return LookupSession.builder()
                .resolver(resolver)
                .cache(new Cache())
                .hostsFileParser(new HostsFileParser())
                .build();
    }

    private static List<InetSocketAddress> servers(Path resolvConf) {
        if (resolvConf == null) {
            return ResolverConfig.getCurrentConfig().servers();
        }
        List<InetSocketAddress> servers = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(resolvConf, StandardCharsets.ISO_8859_1)) {
                String[] words = line.strip().split("\\s+");
                if (words.length > 1 && words[0].equals("nameserver")) {
                    server(words[1]).ifPresent(servers::add);
                }
            }
        } catch (IOException e) {
            LOG.warn("ServerDNSResolvConfFile {}: cannot be read: {}", resolvConf, e.toString());
        }
        if (servers.isEmpty()) {
            LOG.warn("ServerDNSResolvConfFile {}: names no name server; no name will be resolved", resolvConf);
        }
        return servers;
    }

    /** An address, or an IPv4 address and a port with a colon between them; names would have to be looked up. */
    private static Optional<InetSocketAddress> server(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && colon == text.indexOf(':');
        InetAddress host = Answer.literal(hasPort ? text.substring(0, colon) : text);
        String port = hasPort ? text.substring(colon + 1) : "53";
        if (host == null || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            LOG.warn("ServerDNSResolvConfFile: nameserver {} is skipped; accepted is an IP address", text);
            return Optional.empty();
        }
        return Optional.of(new InetSocketAddress(host, Integer.parseInt(port)));
    }

    /** An address of {@code host}, of the family asked for; fails with {@link NoAddress}. */
    CompletableFuture<Answer> address(String host, boolean ipv6) {
        return lookUp(host, ipv6 ? Type.AAAA : Type.A)
                .thenApply(record -> Answer.of(
                        record instanceof AAAARecord six ? six.getAddress() : ((ARecord) record).getAddress(),
                        record.getTTL()));
    }

    /** The host name that {@code name}, under in-addr.arpa or ip6.arpa, points to; fails with {@link NoAddress}. */
    CompletableFuture<String> hostname(String name) {
        return lookUp(name, Type.PTR)
                .thenApply(record -> ((PTRRecord) record).getTarget().toString(true));
    }

    private CompletableFuture<Record> lookUp(String host, int type) {
        if (session == null || !permits.tryAcquire()) {
            String why = session == null ? "there is no name server" : AT_ONCE + " look-ups are under way";
            return CompletableFuture.failedFuture(new NoAddress(why, true));
        }
        return begin(host, type)
                .whenComplete((result, failure) -> permits.release())
                .handle((result, failure) -> first(result, failure, type));
    }

    private CompletableFuture<LookupResult> begin(String host, int type) {
        try {
            if (!anyCharacters && !USUAL.matcher(host).matches()) {
                return CompletableFuture.failedFuture(new NoAddress("not a host name", false));
            }
            return session.lookupAsync(Name.fromString(host, Name.root), type).toCompletableFuture();
        } catch (TextParseException malformed) {
            return CompletableFuture.failedFuture(new NoAddress("not a host name", false));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Record first(LookupResult result, Throwable failure, int type) {
        if (failure != null) {
            Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            boolean clearNo = cause instanceof NoSuchDomainException || cause instanceof NoSuchRRSetException;
            throw new CompletionException(
                    cause instanceof NoAddress told
                            ? told
                            : new NoAddress(String.valueOf(cause.getMessage()), !clearNo));
        }
        return result.getRecords().stream()
                .filter(record -> record.getType() == type)
                .findFirst()
                .orElseThrow(() -> new CompletionException(new NoAddress("no record of that type", false)));
    }

    /** Ends the threads that all look-ups share; they start again when needed. dnsjava ends them itself with the JVM. */
    static void stop() {
        if (asked && !isJvmEnding()) {
            asked = false;
            try {
                NioClient.close();
            } catch (RuntimeException e) {
                LOG.warn("The threads of the name look-ups did not stop: {}", e.toString());
            }
        }
    }

    /** The hooks can be changed until then; the one given here was never added. */
    private static boolean isJvmEnding() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
