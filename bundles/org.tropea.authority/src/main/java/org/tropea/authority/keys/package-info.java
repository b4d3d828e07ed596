/** An authority's keys in C tor's files, and the tool that makes them. */
package org.tropea.authority.keys;
