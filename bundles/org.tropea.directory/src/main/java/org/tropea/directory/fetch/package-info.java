/**
 * Who is asked for documents, when, and how: {@link org.tropea.directory.fetch.Mirrors},
 * {@link org.tropea.directory.fetch.Backoff}, {@link org.tropea.directory.fetch.Fetcher}.
 */
package org.tropea.directory.fetch;
