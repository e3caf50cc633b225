using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Configuration.Reloading;

/// <summary>What came of reading a configuration again.</summary>
/// <param name="Cause">Why it was read.</param>
/// <param name="Current">The configuration in force from now on; the old one when the new one is bad.</param>
/// <param name="Changes">What differs from the one before; nothing when the new one is bad.</param>
/// <param name="Error">What is wrong with the new one, without secrets; null when it is right.</param>
public sealed record ConfigurationReload(ReloadCause Cause, CameraSet Current, CameraChanges Changes, VideoDynException? Error);
