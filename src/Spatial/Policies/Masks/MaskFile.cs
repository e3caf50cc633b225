namespace VideoDyn.Spatial.Policies.Masks;

/// <summary>
/// The file of recorded masks: text, so that it can be read and made by hand. First line
/// <c>videodyn-masks 1 COLUMNS ROWS BLOCKSIZE</c>; then a line per analyzed frame, by rising index: the frame's index, a
/// blank, and the rows of blocks separated by blanks, each as one <c>#</c> (executed) or <c>.</c> (kept) per block. A frame
/// executed as a whole has the word <c>refresh</c> instead of rows.
/// </summary>
internal static class MaskFile
{
    public const string Magic = "videodyn-masks";
    public const string Version = "1";
    public const string Refresh = "refresh";
    public const char Active = '#';
    public const char Kept = '.';

    /// <summary>More blocks than any model input has; keeps a damaged header from asking for all memory.</summary>
    public const int LargestSide = 4096;
}
