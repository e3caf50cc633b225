using VideoDyn.Core.Frames;

namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>What the publisher of a camera is told: a frame that is done, something to publish in between, or the end.</summary>
/// <param name="Frame">The frame; null for the others.</param>
/// <param name="Note">Something about the camera itself, run in order with the frames.</param>
internal readonly record struct PublisherMessage(FrameLease? Frame, Action<CameraStream>? Note = null);
