/** A Java program that knows nothing of Tropea but two standard services. */
package org.tropea.itests.programs;
