namespace VideoDyn.Synth.Output;

/// <summary>What a job made.</summary>
/// <param name="Files">Paths of the files and folders written.</param>
/// <param name="Frames">Pictures rendered.</param>
/// <param name="Objects">Different objects seen.</param>
/// <param name="Events">Events that the rules of the scene must report.</param>
/// <param name="Sha256">Hash over the planes of all pictures before encoding; equal on every machine.</param>
/// <param name="Rendering">Time spent rendering, encoding not included.</param>
public sealed record SynthResult(IReadOnlyList<string> Files, int Frames, int Objects, int Events, string Sha256, TimeSpan Rendering);
