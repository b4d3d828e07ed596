/** The assembled relay in a private network of C tor nodes. */
package org.tropea.itests.interop;
