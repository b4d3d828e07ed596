package org.tropea.netdoc.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tropea.netdoc.value.ValueFault;

class PolicyLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*:*",
                "*:80",
                "1.2.3.4:80-90",
                "10.0.0.0/8:*",
                "10.0.0.0/255.0.0.0:1",
                "0.0.0.0/0:65535",
                "0.0.0.0/0.0.0.0:1",
                "1.2.3.4/255.255.255.255:1",
                "private:*"
            })
    void takesWhatDescriptorsHave(String pattern) throws ValueFault {
        assertEquals("accept " + pattern, PolicyLine.of(true, pattern).toString());
    }
}
