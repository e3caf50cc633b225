using VideoDyn.Core.Detections;

namespace VideoDyn.Evaluation.Truth;

/// <summary>One line of a MOTChallenge file.</summary>
/// <param name="Frame">Frame number, from 1.</param>
/// <param name="Id">Track; -1 in files of plain detections.</param>
/// <param name="Left">Left edge in pixels, as written: no offset is taken off.</param>
/// <param name="Top">Top edge in pixels, as written.</param>
/// <param name="Width">Width in pixels, above 0.</param>
/// <param name="Height">Height in pixels, above 0.</param>
/// <param name="Confidence">Score of a detection; in truth files a flag, 0 for objects that do not count.</param>
/// <param name="ClassId">Class number of the file; -1 when it has none.</param>
/// <param name="Visibility">Share of the object that is not hidden, 0..1; 1 when the file has none.</param>
public readonly record struct MotRecord(
    int Frame, int Id, float Left, float Top, float Width, float Height, float Confidence = 1, int ClassId = -1, float Visibility = 1)
{
    /// <summary>The box.</summary>
    public BoundingBox Box => new(Left, Top, Left + Width, Top + Height);
}
