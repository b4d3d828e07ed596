/**
 * Keys on disk. In reading order: {@link org.tropea.keys.FileKeysFactory}, {@link org.tropea.keys.FileKeys},
 * {@link org.tropea.keys.KeyDirectory}; {@link org.tropea.keys.FingerprintMain} prints a fingerprint without OSGi.
 */
package org.tropea.keys;
