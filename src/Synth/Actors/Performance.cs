using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;
using VideoDyn.Synth.Scenes;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Actors;

/// <summary>Shows everybody who is about, and notes what is to be seen of them.</summary>
internal sealed class Performance(Canvas canvas, Scene scene, SynthOptions options) : IStage
{
    private readonly float _penumbra = scene.Set.Indoors ? 0.16f : 0.035f;
    private readonly Mesh _mesh = new();
    private readonly List<(int Id, SceneClass Kind, Sighting Seen)> _seen = [];
    private readonly List<TruthObject> _truth = [];

    public IReadOnlyList<TruthObject> Truth => _truth;

    public void Show(float time)
    {
        _seen.Clear();
        _truth.Clear();
        if (options.Foliage > 0)
        {
            foreach (Tree tree in scene.Trees)
            {
                _mesh.Clear();
                tree.Foliage(_mesh, time, (float)options.Foliage);
                canvas.Draw(_mesh, Canvas.Nobody, 1);
            }
        }

        foreach (Actor actor in scene.Actors)
            actor.Show(time, this);
        for (int i = 0; i < _seen.Count; i++)
        {
            (int id, SceneClass kind, Sighting seen) = _seen[i];
            if (seen.Area.IsEmpty || seen.Own == 0)
                continue;
            int visible = canvas.CountVisible(seen.Area, (short)(i + 1));
            _truth.Add(new TruthObject(id, kind, seen.Box, (float)visible / seen.Own));
        }

        _truth.Sort(static (a, b) => a.Id.CompareTo(b.Id));
    }

    public Mesh Fresh()
    {
        _mesh.Clear();
        return _mesh;
    }

    public void Show(Mesh mesh, SceneClass kind, int id, in Frame3 at)
    {
        bool sunny = scene.Set.IsSunny(at.Origin + new Vec3(0, 0, 1), scene.Day.ToSun);
        if (sunny)
            canvas.Shade(mesh, _penumbra);
        _seen.Add((id, kind, canvas.Draw(mesh, (short)(_seen.Count + 1), sunny ? 1 : 0.08f)));
    }

    public void Contact(in Frame3 at, float side, float front, float strength) => canvas.Contact(at, side, front, strength);

    public void CopyMask(Span<byte> classes)
    {
        for (int y = 0; y < options.Height; y++)
        {
            for (int x = 0; x < options.Width; x++)
            {
                int owner = canvas.OwnerAt(x, y);
                classes[(y * options.Width) + x] = owner > 0 ? (byte)_seen[owner - 1].Kind : (byte)0;
            }
        }
    }
}
