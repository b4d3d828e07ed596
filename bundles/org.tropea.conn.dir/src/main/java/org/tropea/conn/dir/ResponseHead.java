package org.tropea.conn.dir;

import java.util.Map;
import org.tropea.flow.fault.PeerFault;

/**
 * The status line and the headers of an HTTP answer, as far as they matter here.
 *
 * @param status the status, 100 to 599
 * @param reason the words behind it
 * @param length the Content-Length in bytes, or -1 when the end of the stream ends the body
 * @param encoding how the body is encoded
 * @param headers all headers by name in lower case
 */
record ResponseHead(int status, String reason, int length, Encoding encoding, Map<String, String> headers) {
    static ResponseHead of(HttpHead head) throws PeerFault {
        String[] words = head.first().split(" ", 3);
        if (words.length < 2 || !words[0].matches("HTTP/1\\.[01]") || !words[1].matches("[1-5]\\d\\d")) {
            throw new PeerFault("a directory answer that does not start with HTTP/1.x and a status");
        }
        return new ResponseHead(
                Integer.parseInt(words[1]),
                words.length > 2 ? words[2] : "",
                head.contentLength(),
                Encoding.of(head.header("content-encoding")),
                head.headers());
    }
}
