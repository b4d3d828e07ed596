/**
 * Keys on disk. In reading order: {@link org.tropea.keys.FileKeysFactory}, {@link org.tropea.keys.FileKeys},
 * {@link org.tropea.keys.SigningKeys}, {@link org.tropea.keys.KeyDirectory}.
 */
package org.tropea.keys;
