using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// Makes one result of what crops and the whole view show, and of what was known before where nobody looked.
/// </summary>
/// <remarks>
/// In this order: whole boxes of this frame, of each class the stronger of two that overlap; what was known and is neither
/// replaced nor looked at again; of these only what is no part of something larger that a coarser view shows; boxes that a crop's border cuts, where nothing whole stands for them. A view at a coarser
/// scale that does not show an object refutes it only where it is large enough to be seen in that view.
/// </remarks>
internal sealed class CropMerger
{
    /// <summary>Most objects of one frame.</summary>
    public const int MostObjects = 300;

    private const float BorderPixels = 2;
    private const float SameShare = 0.6f;
    private const float PartShare = 0.8f;
    private const float LookedAtShare = 0.95f;
    private const float AsSharp = 0.7f;
    private const float SeenWell = 24;

    private static readonly Comparison<SeenObject> s_falling = static (one, other) =>
    {
        int byScore = other.Detection.Score.CompareTo(one.Detection.Score);
        int byClass = byScore != 0 ? byScore : one.Detection.ClassId.CompareTo(other.Detection.ClassId);
        int byLeft = byClass != 0 ? byClass : one.Detection.Box.X1.CompareTo(other.Detection.Box.X1);
        return byLeft != 0 ? byLeft : one.Detection.Box.Y1.CompareTo(other.Detection.Box.Y1);
    };

    private readonly float _iou;
    private readonly TimeSpan _keep;
    private readonly List<SeenObject> _whole = [];
    private readonly List<SeenObject> _cut = [];
    private readonly List<SeenObject> _kept = [];
    private readonly List<SeenObject> _coarse = [];
    private readonly List<SeenObject> _known = [];
    private readonly Predicate<SeenObject> _isStoodFor;
    private readonly Predicate<SeenObject> _isPart;
    private RegionPlan.CropPlan _plan = null!;
    private float _wholeScale;
    private TimeSpan _now;

    /// <summary>Creates a merger without knowledge.</summary>
    /// <param name="iou">Overlap from which two boxes of one class are the same object.</param>
    /// <param name="keep">What was not seen for longer ends.</param>
    public CropMerger(float iou, TimeSpan keep)
    {
        _iou = iou;
        _keep = keep;
        _isStoodFor = cut => Stands(_whole, cut) || Stands(_kept, cut);
        _isPart = IsPart;
    }

    /// <summary>The result, by falling score.</summary>
    public ReadOnlySpan<SeenObject> Known => CollectionsMarshal.AsSpan(_known);

    /// <summary>Whether the last result had to be cut at <see cref="MostObjects"/>.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Forgets the last result.</summary>
    public void Clear() => _known.Clear();

    /// <summary>Takes in a frame.</summary>
    /// <param name="found">What was seen, by crop; -1 for the whole view.</param>
    /// <param name="plan">What was looked at.</param>
    /// <param name="wholeScale">Input pixels per frame pixel of the whole view.</param>
    /// <param name="frameWidth">Frame width in pixels.</param>
    /// <param name="frameHeight">Frame height in pixels.</param>
    /// <param name="now">Stream time of the frame.</param>
    public void Merge(List<CropFinding> found, RegionPlan.CropPlan plan, float wholeScale, int frameWidth, int frameHeight, TimeSpan now)
    {
        (_plan, _wholeScale, _now) = (plan, wholeScale, now);
        Sort(found, frameWidth, frameHeight);
        Suppress(_whole);
        Keep();
        _coarse.Clear();
        _coarse.AddRange(_whole);
        _whole.RemoveAll(_isPart);
        _cut.RemoveAll(_isPart);
        Suppress(_cut);
        _cut.RemoveAll(_isStoodFor);
        _known.Clear();
        _known.AddRange(_whole);
        _known.AddRange(_kept);
        _known.AddRange(_cut);
        _known.Sort(s_falling);
        IsTruncated = _known.Count > MostObjects;
        if (IsTruncated)
            _known.RemoveRange(MostObjects, _known.Count - MostObjects);
    }

    private void Sort(List<CropFinding> found, int frameWidth, int frameHeight)
    {
        _whole.Clear();
        _cut.Clear();
        foreach (ref readonly CropFinding finding in CollectionsMarshal.AsSpan(found))
        {
            if (finding.Crop < 0)
            {
                _whole.Add(new SeenObject(finding.Detection, _now, _wholeScale));
                continue;
            }

            CropArea crop = _plan.Crops[finding.Crop];
            var seen = new SeenObject(finding.Detection, _now, crop.Scale);
            (IsCut(finding.Detection.Box, crop, frameWidth, frameHeight) ? _cut : _whole).Add(seen);
        }
    }

    // An edge of a crop that is an edge of the frame cuts no more than the camera does.
    private static bool IsCut(in BoundingBox box, in CropArea crop, int frameWidth, int frameHeight)
    {
        float near = BorderPixels / MathF.Min(1, crop.Scale);
        BoundingBox area = crop.Area;
        return (area.X1 > 0 && box.X1 < area.X1 + near) || (area.Y1 > 0 && box.Y1 < area.Y1 + near)
            || (area.X2 < frameWidth && box.X2 > area.X2 - near) || (area.Y2 < frameHeight && box.Y2 > area.Y2 - near);
    }

    private void Suppress(List<SeenObject> objects)
    {
        objects.Sort(s_falling);
        int left = 0;
        for (int index = 0; index < objects.Count && left < MostObjects; index++)
        {
            SeenObject one = objects[index];
            bool repeated = false;
            for (int other = 0; other < left && !repeated; other++)
                repeated = objects[other].Detection.ClassId == one.Detection.ClassId && objects[other].Detection.Box.IntersectionOverUnion(one.Detection.Box) > _iou;
            if (!repeated)
                objects[left++] = one;
        }

        objects.RemoveRange(left, objects.Count - left);
    }

    private void Keep()
    {
        _kept.Clear();
        foreach (ref readonly SeenObject known in CollectionsMarshal.AsSpan(_known))
        {
            if (_now - known.At > _keep || _now < known.At || IsReplaced(known.Detection) || IsRefuted(known))
                continue;
            (BoundingBox box, Provenance provenance) = Now(known.Detection.Box);
            if (box.Area > 0)
                _kept.Add(known with { Detection = known.Detection with { Box = box, Provenance = provenance, Age = _now - known.At } });
        }
    }

    private bool IsReplaced(in Detection known)
    {
        foreach (ref readonly SeenObject seen in CollectionsMarshal.AsSpan(_whole))
        {
            if (seen.Detection.ClassId == known.ClassId && seen.Detection.Box.IntersectionOverUnion(known.Box) > _iou)
                return true;
        }

        return false;
    }

    private bool IsRefuted(in SeenObject known)
    {
        BoundingBox box = known.Detection.Box;
        if (_plan.FullView && IsSharpEnough(_wholeScale, known))
            return true;
        for (int index = 0; index < _plan.Crops.Count; index++)
        {
            CropArea crop = _plan.Crops[index];
            if (Boxes.Covered(box, crop.Area) >= LookedAtShare && IsSharpEnough(crop.Scale, known))
                return true;
        }

        return false;
    }

    private static bool IsSharpEnough(float scale, in SeenObject known) =>
        scale >= AsSharp * known.Scale || Boxes.Extent(known.Detection.Box) * scale >= SeenWell;

    private (BoundingBox Box, Provenance Provenance) Now(in BoundingBox box)
    {
        float best = 0.5f;
        BoundingBox moved = box;
        bool changed = false;
        float x = (box.X1 + box.X2) / 2, y = (box.Y1 + box.Y2) / 2;
        for (int index = 0; index < _plan.Unseen.Count; index++)
        {
            UnseenArea unseen = _plan.Unseen[index];
            changed |= x >= unseen.Was.X1 && x < unseen.Was.X2 && y >= unseen.Was.Y1 && y < unseen.Was.Y2;
            float overlap = unseen.IsTrack ? unseen.Was.IntersectionOverUnion(box) : 0;
            if (overlap >= best)
                (best, moved) = (overlap, unseen.Now);
        }

        return (moved, changed || moved != box ? Provenance.Predicted : Provenance.Reused);
    }

    // A crop for something small may show a part of something large, which looks like a small whole.
    private bool IsPart(SeenObject seen) => IsPartOf(_kept, seen, float.PositiveInfinity) || IsPartOf(_coarse, seen, AsSharp * seen.Scale);

    private static bool IsPartOf(List<SeenObject> larger, in SeenObject seen, float mostScale)
    {
        foreach (ref readonly SeenObject known in CollectionsMarshal.AsSpan(larger))
        {
            if (known.Scale < mostScale && known.Detection.ClassId == seen.Detection.ClassId && known.Detection.Box.Area >= 2 * seen.Detection.Box.Area
                && Boxes.Covered(seen.Detection.Box, known.Detection.Box) >= PartShare)
            {
                return true;
            }
        }

        return false;
    }

    private bool Stands(List<SeenObject> objects, in SeenObject cut)
    {
        foreach (ref readonly SeenObject other in CollectionsMarshal.AsSpan(objects))
        {
            if (other.Detection.ClassId == cut.Detection.ClassId
                && (Boxes.Covered(cut.Detection.Box, other.Detection.Box) >= SameShare || other.Detection.Box.IntersectionOverUnion(cut.Detection.Box) > _iou))
            {
                return true;
            }
        }

        return false;
    }
}
