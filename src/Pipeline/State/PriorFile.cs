using VideoDyn.Core.Errors;
using VideoDyn.Spatial.Crops;

namespace VideoDyn.Pipeline.State;

/// <summary>What a camera taught <c>--region crops</c>, as it lies in the state folder.</summary>
/// <param name="ModelSha256">SHA-256 of the model that saw it.</param>
/// <param name="FrameWidth">Frame width in pixels.</param>
/// <param name="FrameHeight">Frame height in pixels.</param>
/// <param name="Prior">The counts.</param>
public sealed record PriorFile(string ModelSha256, int FrameWidth, int FrameHeight, CropPrior Prior)
{
    /// <summary>Name of the file in a stream's state folder.</summary>
    public const string FileName = "crop-prior";

    /// <summary>Reads a saved prior.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="VideoDynException">Kind Input: it cannot be read, is damaged, or holds no prior.</exception>
    public static PriorFile Read(string path)
    {
        if (StateFolder.ReadFile(path, out string? problem) is not var (header, content))
            throw VideoDynException.Input($"'{path}': the saved prior {problem ?? "does not exist"}");
        var prior = new CropPrior(TimeSpan.FromDays(1));
        if (!prior.TryRestore(content.Span))
            throw VideoDynException.Input($"'{path}': is no grid of {CropPrior.Columns} x {CropPrior.Rows} cells with weights of at least 0");
        return new PriorFile(header.ModelSha256, header.FrameWidth, header.FrameHeight, prior);
    }
}
