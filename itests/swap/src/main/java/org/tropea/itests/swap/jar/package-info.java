/** Bundles made at run time. */
package org.tropea.itests.swap.jar;
