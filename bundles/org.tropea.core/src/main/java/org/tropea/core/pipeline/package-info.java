/**
 * One router's data plane put together. In reading order: {@link org.tropea.core.pipeline.PipelineComponent} (sees the
 * services), {@link org.tropea.core.pipeline.RouterPipeline} (one router), {@link org.tropea.core.pipeline.RouterSlots}
 * (its choices), {@link org.tropea.core.pipeline.LoopPipeline} (its part in one loop).
 */
package org.tropea.core.pipeline;
