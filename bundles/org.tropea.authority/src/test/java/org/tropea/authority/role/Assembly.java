package org.tropea.authority.role;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.tropea.authority.Round;
import org.tropea.authority.TestAuthority;
import org.tropea.authority.keys.SigningKeys;
import org.tropea.authority.random.RandomRun;
import org.tropea.authority.voting.VoteTimetable;
import org.tropea.net.directory.DirAnswer;
import org.tropea.net.directory.DirExchange;
import org.tropea.net.option.Options;
import org.tropea.net.store.StoredFiles;
import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.status.Schedule;
import org.tropea.netdoc.status.Vote;
import org.tropea.netdoc.value.Octets;

/** Authorities that meet without a network: what one posts the others have at once. All on the test's thread. */
final class Assembly {
    static final int INTERVAL = 20;
    /** The beginning of a day, on which all intervals begin that divide it. */
    static final long START = 20_000 * 86_400L;

    private static final Options OPTIONS = options(INTERVAL);

    final Map<String, Member> members = new TreeMap<>();
    final List<DirAnswer> answers = new ArrayList<>();
    private final Path disk;
    private final List<Vote> samples;
    long now;

    /** As many authorities as there are {@code names}; their files are below {@code disk}. */
    Assembly(Path disk, String... names) throws DocumentFault {
        this(disk, START, names);
    }

    /** The same from another time on. */
    Assembly(Path disk, long start, String... names) throws DocumentFault {
        this.disk = disk;
        this.samples = Round.votes("three", 3);
        for (String name : names) {
            members.put(name, new Member(name));
        }
        this.now = start;
        members.values().forEach(Member::start);
    }

    /** Options by which first rounds have another length than all others. */
    static Options options(int initialInterval) {
        return Options.of(Map.of(
                "TestingTorNetwork", "1",
                "V3AuthVotingInterval", INTERVAL + " seconds",
                "TestingV3AuthInitialVotingInterval", initialInterval + " seconds",
                "TestingV3AuthInitialVoteDelay", "4 seconds",
                "TestingV3AuthInitialDistDelay", "4 seconds"));
    }

    /** Lets seconds pass for all. */
    void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now++;
            members.values().forEach(member -> member.proceedings.act(now));
        }
    }

    /** Lets time pass until the next consensus begins to hold. */
    void passRound() {
        pass(INTERVAL - (int) (now % INTERVAL));
    }

    /** One authority. */
    final class Member implements Chamber, Mail {
        final TestAuthority authority;
        final String name;
        Proceedings proceedings;
        DirExchange exchange = new DirExchange();
        Served served;
        boolean mute;
        boolean deaf;
        /** Whether nobody answers it. */
        boolean alone;

        Options options = OPTIONS;
        List<Octets> others = List.of();
        int rounds;

        Member(String name) throws DocumentFault {
            this.name = name;
            this.authority = new TestAuthority(name);
        }

        /** Starts it, perhaps again: what it knew beside its disk is gone. */
        void start() {
            exchange = new DirExchange();
            proceedings = new Proceedings(
                    this,
                    new SigningKeys(authority.certificate(), authority.signingKey()),
                    null,
                    new StoredFiles(disk.resolve(name), text -> {}, text -> {}),
                    this,
                    new LatestConsensus(exchange),
                    more -> served = more);
            proceedings.start(now);
        }

        /** What it handed to its directory. */
        List<String> published() {
            List<String> all = new ArrayList<>();
            exchange.take((kind, text) -> all.add(new String(text, StandardCharsets.UTF_8)))
                    .close();
            return all;
        }

        @Override
        public Options options() {
            return options;
        }

        @Override
        public void roundBegins() {
            rounds++;
        }

        @Override
        public List<Octets> authorities() {
            List<Octets> all = new ArrayList<>(identities());
            all.addAll(others);
            return all;
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public Vote vote(VoteTimetable timetable, RandomRun random, long time) {
            long start = timetable.intervalStarts();
            Schedule schedule = new Schedule(start, start + INTERVAL, start + 3 * INTERVAL, 4, 4);
            return authority.vote(samples.get(0), schedule, time, random);
        }

        @Override
        public void cameIn(Vote vote) {}

        @Override
        public void post(String path, String text) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            for (Member other : members.values()) {
                if (other != this && !mute && !other.deaf) {
                    answers.add(
                            path.endsWith("vote")
                                    ? other.proceedings.posted(body, name, now)
                                    : other.proceedings.signed(body, name));
                }
            }
        }

        @Override
        public void get(String path, int max, BiConsumer<String, byte[]> take) {
            for (Member other : members.values()) {
                byte[] page = other == this || alone ? null : page(other.served, path);
                if (page != null) {
                    take.accept(other.name, page);
                }
            }
        }

        private static byte[] page(Served from, String path) {
            DirAnswer answer = AuthorityPages.next(path.substring(path.lastIndexOf('/') + 1), from);
            return answer.body();
        }
    }

    private List<Octets> identities() {
        return members.values().stream()
                .map(member -> member.authority.certificate().identity())
                .toList();
    }
}
