namespace VideoDyn.Rtsp.TestKit.Clips;

/// <summary>One coded picture of a clip.</summary>
/// <param name="Nals">Its NAL units without start codes or lengths.</param>
/// <param name="DecodeTime">When it is decoded, from the start of the clip.</param>
/// <param name="PresentationTime">When it is shown, from the start of the clip.</param>
/// <param name="IsKey">Whether decoding can begin here.</param>
public sealed record ClipSample(IReadOnlyList<byte[]> Nals, TimeSpan DecodeTime, TimeSpan PresentationTime, bool IsKey);
