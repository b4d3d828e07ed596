/** Microdescriptors from server descriptors, by consensus method (dir-spec 3.3). */
package org.tropea.authority.micro;
