using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Nms;

/// <summary>Reads one detection of a graph that suppresses by itself, in the form that the card states.</summary>
internal sealed class SuppressedBoxes
{
    private readonly bool _rowFirst;
    private readonly float _unitX = 1;
    private readonly float _unitY = 1;
    private readonly int _firstClass;

    /// <summary>Takes over what the card says.</summary>
    public SuppressedBoxes(HeadQuestion question)
    {
        BoxFormat format = question.Notes.Format;
        _rowFirst = format is BoxFormat.RowFirst or BoxFormat.RowFirstRelative;
        if (format is BoxFormat.CornersRelative or BoxFormat.RowFirstRelative)
            (_unitX, _unitY) = (question.InputWidth, question.InputHeight);
        _firstClass = question.Notes.FirstClass;
        ClassCount = question.LabelCount ?? 0;
    }

    /// <summary>Number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Adds a detection; one of a class that does not exist is counted instead.</summary>
    public void Add(CandidateBuffer candidates, float score, float classNumber, ReadOnlySpan<float> box)
    {
        if (score < candidates.Threshold)
            return;
        float classId = classNumber - _firstClass;
        if (!(classId >= 0 && classId < ClassCount && MathF.Truncate(classId) == classId))
            candidates.Reject();
        else if (_rowFirst)
            candidates.Add(score, (int)classId, box[1] * _unitX, box[0] * _unitY, box[3] * _unitX, box[2] * _unitY);
        else
            candidates.Add(score, (int)classId, box[0] * _unitX, box[1] * _unitY, box[2] * _unitX, box[3] * _unitY);
    }
}
