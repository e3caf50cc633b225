using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Segmentation;
using VideoDyn.Media.Encoding;

namespace VideoDyn.Cli.Commands;

/// <summary>Compares class maps of a run with true ones, at the size of the truth.</summary>
internal static class MaskScorer
{
    /// <summary>Mean intersection over union over the frames that both folders have.</summary>
    /// <param name="run">Folder of the run's maps.</param>
    /// <param name="truth">Folder of the true maps.</param>
    /// <param name="classes">True class number for each of the run's; others count as 0. Null takes the numbers as they are.</param>
    /// <exception cref="VideoDynException">A folder or file cannot be read, or no frame is in both (kind Input).</exception>
    public static double? Score(string run, string truth, IReadOnlyDictionary<int, int>? classes)
    {
        foreach (string folder in (string[])[run, truth])
        {
            if (!Directory.Exists(folder))
                throw VideoDynException.Input($"{folder}: the folder does not exist, expected class maps (FRAME.png)");
        }

        var meter = new SegmentationMeter(255);
        int frames = 0;
        foreach (string file in Directory.GetFiles(truth, "*.png").Order(StringComparer.Ordinal))
        {
            string other = Path.Combine(run, Path.GetFileName(file));
            if (!File.Exists(other))
                continue;
            (int width, int height, byte[] expected) = Read(file);
            (int ownWidth, int ownHeight, byte[] own) = Read(other);
            var found = new byte[expected.Length];
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    byte value = own[(((y * 2) + 1) * ownHeight / (2 * height) * ownWidth) + (((x * 2) + 1) * ownWidth / (2 * width))];
                    found[(y * width) + x] = classes is null ? value : (byte)classes.GetValueOrDefault(value);
                }
            }

            meter.Add(expected, found);
            frames++;
        }

        return frames > 0
            ? meter.MeanIntersectionOverUnion
            : throw VideoDynException.Input($"{truth}: has no frame in common with {run}, expected equal file names");
    }

    private static (int Width, int Height, byte[] Pixels) Read(string file)
    {
        try
        {
            return GrayPng.Decode(File.ReadAllBytes(file), file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Input($"{file}: cannot be read: {error.Message}", error);
        }
    }
}
