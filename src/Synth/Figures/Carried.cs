using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>What people carry on the back or before them.</summary>
internal static class Carried
{
    public static void Build(in Scaled body, in Frame3 shoulders, in Frame3 root)
    {
        Paint paint = body.Look.Luggage;
        switch (body.Look.Carries)
        {
            case Luggage.Backpack:
                ReadOnlySpan<Ring> rings =
                [
                    new(shoulders.Shifted(body.At(0, -0.19f, -0.36f)), 0.1f, 0.06f, paint, 0.7f),
                    new(shoulders.Shifted(body.At(0, -0.2f, -0.33f)), 0.14f, 0.09f, paint, 0.85f),
                    new(shoulders.Shifted(body.At(0, -0.2f, -0.15f)), 0.145f, 0.095f, paint, 0.95f),
                    new(shoulders.Shifted(body.At(0, -0.18f, 0.02f)), 0.12f, 0.07f, paint, 1),
                    new(shoulders.Shifted(body.At(0, -0.16f, 0.06f)), 0.06f, 0.03f, paint, 1),
                ];
                Loft.Skin(body.Mesh, rings, 10, 0.06f, 13);
                break;
            case Luggage.Box:
                Slab.Build(body.Mesh, shoulders.Shifted(body.At(0, 0.36f, -0.28f)), 0.2f, 0.15f, 0.14f, Paint.Of(168, 130, 88));
                break;
            case Luggage.Basket:
                Slab.Build(body.Mesh, root.Shifted(body.At(0.32f, 0.05f, -0.02f)), 0.13f, 0.2f, 0.1f, Paint.Of(164, 40, 40, 0.1f));
                break;
            default:
                break;
        }
    }
}
