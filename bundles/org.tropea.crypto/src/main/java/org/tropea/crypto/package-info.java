/** Keys, digests, key derivation and encodings that the rest of the crypto bundle is made of. */
@Export
@Version("1.0.0")
package org.tropea.crypto;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
