/** Policies that misbehave; each is packed into a bundle of its own, and its class knows nothing but the API. */
package org.tropea.itests.swap.policy;
