using System.Globalization;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Measuring;
using VideoDyn.Media.Encoding;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Output;

/// <summary>
/// Writes the class map of every analyzed frame as <c>FRAME.png</c>: the grey value is the class index, the size that of
/// the network's output.
/// </summary>
internal sealed class MaskFolder : IFrameObserver
{
    private readonly string _path;

    public MaskFolder(string path)
    {
        _path = path;
        OutputFolder.Create(path);
    }

    /// <inheritdoc/>
    public Stage Stage => Stage.Annotate;

    /// <inheritdoc/>
    public bool NeedsPixels => false;

    /// <inheritdoc/>
    public void OnFrame(FrameView view)
    {
        ClassMap map = view.Observations.Map;
        if (!view.IsAnalyzed || map.IsEmpty)
            return;
        string file = Path.Combine(_path, view.Frame.Index.ToString("D6", CultureInfo.InvariantCulture) + ".png");
        try
        {
            File.WriteAllBytes(file, GrayPng.Encode(map.Width, map.Height, map.Classes));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{file}: cannot be written: {error.Message}", error);
        }
    }
}
