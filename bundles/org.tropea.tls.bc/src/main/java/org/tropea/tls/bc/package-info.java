/** TLS engines of BouncyCastle. */
package org.tropea.tls.bc;
