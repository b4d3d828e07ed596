package org.tropea.itests.interop;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tropea.itests.ctor.CtorNetwork;

/** Looks at what each authority of a network publishes, round by round. Belongs to one thread. */
final class RoundWatch {
    private static final Pattern AUTHORITY =
            Pattern.compile("DirAuthority (\\S+) .*? (127\\.0\\.0\\.1:\\d+) [0-9A-F]{40}");
    private static final Pattern VALID_AFTER = Pattern.compile("(?m)^valid-after (.*)$");
    private static final Pattern METHOD = Pattern.compile("(?m)^consensus-method (\\d+)$");
    private static final Pattern SIGNER = Pattern.compile("(?m)^directory-signature (?:sha256 )?([0-9A-F]{40}) ");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> FLAVORS = List.of("", "-microdesc");

    private final Duration interval;
    private final Map<String, String> authorities = new TreeMap<>();
    /** By valid-after, then by authority and flavor: the document. */
    private final TreeMap<String, Map<String, String>> rounds = new TreeMap<>();

    /** {@code interval} is the time from one consensus to the next. */
    RoundWatch(CtorNetwork network, Duration interval) {
        this.interval = interval;
        for (String line : network.joinLines()) {
            Matcher authority = AUTHORITY.matcher(line);
            if (authority.matches()) {
                authorities.put(authority.group(1), authority.group(2));
            }
        }
    }

    /** The address and directory port of an authority. */
    String address(String nickname) {
        return authorities.get(nickname);
    }

    /** Forgets what it saw. */
    void clear() {
        rounds.clear();
    }

    /** Asks every authority for both flavors; one that does not answer now is asked again at the next look. */
    void look() {
        authorities.forEach((name, address) -> FLAVORS.forEach(flavor -> {
            String text = get(address, "/tor/status-vote/current/consensus" + flavor);
            Matcher validAfter = VALID_AFTER.matcher(text);
            if (validAfter.find()) {
                rounds.computeIfAbsent(validAfter.group(1), round -> new TreeMap<>())
                        .put(name + flavor, text);
            }
        }));
    }

    private static String get(String address, String path) {
        try {
            HttpURLConnection connection = open(address, path);
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException notNow) {
            return "";
        }
    }

    private static HttpURLConnection open(String address, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + address + path).toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(5_000);
        return connection;
    }

    /** What the authority answers to a POST: status and words. */
    static String post(String address, String path, byte[] body) throws IOException {
        HttpURLConnection connection = open(address, path);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.getOutputStream().write(body);
        return connection.getResponseCode() + " " + connection.getResponseMessage();
    }

    /** The text of a page of an authority, empty when there is none. */
    String page(String nickname, String path) {
        return get(authorities.get(nickname), path);
    }

    /** What the authority answers to a GET: 0 when it does not answer at all. */
    int status(String nickname, String path) {
        try {
            return open(authorities.get(nickname), path).getResponseCode();
        } catch (IOException silent) {
            return 0;
        }
    }

    /**
     * How many rounds in a row up to now were published by all and agreed on by this method. A round that nobody published
     * ends the row too: each valid-after is one interval after the one before.
     */
    int agreedInARow(int method) {
        int row = 0;
        String before = null;
        for (Map.Entry<String, Map<String, String>> round : rounds.entrySet()) {
            if (!follows(before, round.getKey())) {
                row = 0;
            }
            before = round.getKey();
            if (isComplete(round.getValue())) {
                row = isAgreed(round.getValue(), method) ? row + 1 : 0;
            } else if (!round.getKey().equals(rounds.lastKey())) {
                row = 0;
            }
        }
        return row;
    }

    private boolean follows(String before, String validAfter) {
        return before != null
                && LocalDateTime.parse(before, TIME).plus(interval).equals(LocalDateTime.parse(validAfter, TIME));
    }

    private boolean isAgreed(Map<String, String> round, int method) {
        for (String flavor : FLAVORS) {
            Set<String> unsigned = new HashSet<>();
            for (String name : authorities.keySet()) {
                String text = round.get(name + flavor);
                unsigned.add(text.substring(0, text.indexOf("directory-signature ")));
                if (signers(text).size() != authorities.size() || method(text) != method) {
                    return false;
                }
            }
            if (unsigned.size() != 1) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> signers(String text) {
        Set<String> signers = new HashSet<>();
        Matcher signer = SIGNER.matcher(text);
        while (signer.find()) {
            signers.add(signer.group(1));
        }
        return signers;
    }

    private static int method(String text) {
        Matcher method = METHOD.matcher(text);
        return method.find() ? Integer.parseInt(method.group(1)) : 0;
    }

    /** A consensus of each of the last rounds that all published, the oldest first. */
    List<String> last(int number) {
        List<String> texts = rounds.values().stream()
                .filter(this::isComplete)
                .map(round -> round.values().iterator().next())
                .toList();
        return texts.subList(Math.max(0, texts.size() - number), texts.size());
    }

    /** For a failure: of each round how many documents, signers and methods there were. */
    String report() {
        StringBuilder out = new StringBuilder();
        rounds.forEach((time, round) -> {
            out.append('\n').append(time).append(':');
            round.forEach((name, text) -> out.append(' ')
                    .append(name)
                    .append("=m")
                    .append(method(text))
                    .append('/')
                    .append(signers(text).size()));
            out.append(
                    isComplete(round)
                            ? " same="
                                    + isAgreed(
                                            round,
                                            method(round.values().iterator().next()))
                            : "");
        });
        return out.toString();
    }

    private boolean isComplete(Map<String, String> round) {
        return round.size() == authorities.size() * FLAVORS.size();
    }
}
