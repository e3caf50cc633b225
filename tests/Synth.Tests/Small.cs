using System.Security.Cryptography;

namespace VideoDyn.Synth.Tests;

/// <summary>Short clips of small pictures.</summary>
internal static class Small
{
    public static SynthOptions Clip(string scene, int seed = 1) =>
        new() { Scene = scene, Width = 320, Height = 192, FramesPerSecond = 5, Duration = TimeSpan.FromSeconds(2), Seed = seed };

    /// <summary>Hash over some pictures, rendered in the order given.</summary>
    public static string Hash(SynthOptions options, params int[] frames)
    {
        var renderer = new SceneRenderer(options);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int frame in frames)
        {
            renderer.Render(frame);
            hash.AppendData(renderer.Luma);
            hash.AppendData(renderer.ChromaU);
            hash.AppendData(renderer.ChromaV);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Luma of one picture.</summary>
    public static byte[] Luma(SynthOptions options, int frame = 0)
    {
        var renderer = new SceneRenderer(options);
        renderer.Render(frame);
        return renderer.Luma.ToArray();
    }
}
