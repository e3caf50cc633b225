namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>What a camera's pictures are read from.</summary>
public enum AddressKind
{
    /// <summary>A file or a sequence of pictures, as fast as it can be analyzed; nothing is lost.</summary>
    File,

    /// <summary>A file behind a network, such as <c>https://HOST/clip.mp4</c>.</summary>
    RemoteFile,

    /// <summary>A file played in real time as if it were a camera (<c>file-as-live:PATH</c>).</summary>
    FileAsLive,

    /// <summary>A camera behind a network.</summary>
    Network,

    /// <summary>A capture device of this machine.</summary>
    Device,
}
