/** What an operator does again and again at the relay's shell, and what the relay says of it. */
package org.tropea.itests.swap.swapper;
