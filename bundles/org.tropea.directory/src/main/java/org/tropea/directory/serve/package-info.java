/**
 * What a directory cache answers (dir-spec 4): {@link org.tropea.directory.serve.CachePages} by path, from
 * {@link org.tropea.directory.serve.Shelf}.
 */
package org.tropea.directory.serve;
