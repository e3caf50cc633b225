namespace VideoDyn.Pipeline.Cameras.Stages;

/// <summary>What the reader of a camera is told.</summary>
internal enum ReaderTask
{
    /// <summary>Load the model and make the outputs.</summary>
    Open,

    /// <summary>Open the stream.</summary>
    Connect,

    /// <summary>Read the next frame.</summary>
    Read,
}
