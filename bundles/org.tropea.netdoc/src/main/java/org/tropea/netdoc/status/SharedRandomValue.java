package org.tropea.netdoc.status;

import org.tropea.netdoc.frame.DocumentFault;
import org.tropea.netdoc.frame.DocumentWriter;
import org.tropea.netdoc.frame.Item;
import org.tropea.netdoc.value.Octets;

/**
 * A random value that the authorities made together (srv-spec).
 *
 * @param reveals how many authorities took part to the end
 * @param value 32 bytes
 */
public record SharedRandomValue(long reveals, Octets value) {
    static final String PREVIOUS = "shared-rand-previous-value";
    static final String CURRENT = "shared-rand-current-value";
    private static final int LENGTH = 32;

    static SharedRandomValue read(Item item) throws DocumentFault {
        if (item == null) {
            return null;
        }
        return new SharedRandomValue(item.number(0, 0, 0xFFFFFFFFL), item.base64(1, LENGTH));
    }

    static void print(DocumentWriter out, String keyword, SharedRandomValue value) {
        if (value != null) {
            out.line(keyword, value.reveals, value.value.base64() + "="); // the one place that pads
        }
    }
}
