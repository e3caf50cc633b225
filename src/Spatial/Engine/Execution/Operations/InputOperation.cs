using VideoDyn.Spatial.Engine.Kernels.Lists;
using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>Copies the active pixels of the caller's picture into the input map.</summary>
/// <param name="step">The step.</param>
/// <param name="map">The map, at the pixel with index 0.</param>
/// <param name="stride">Singles from one pixel to the next.</param>
/// <param name="spans">The active pixels.</param>
/// <param name="lists">The stream's lists.</param>
/// <param name="hasAvx512">Whether vectors of sixteen lanes may be used.</param>
internal sealed unsafe class InputOperation(InputStep step, float* map, nint stride, PixelSpans spans, PixelLists lists, bool hasAvx512) : Operation
{
    private const int SpansPerUnit = 32;

    private readonly float* _map = map;
    private readonly Interleaving? _interleaving = hasAvx512 && step is { Colours: 3, IsPacked: false, Factor: 1 or 2 } ? Interleaving.For(step.Factor) : null;

    /// <summary>The caller's picture; set for the time of a run.</summary>
    public float* Picture { get; set; }

    /// <summary>Compares rows with the map and writes only what moved, unless all is written; null where everything is written always.</summary>
    public Takeover? Takeover { get; set; }

    /// <inheritdoc/>
    public override int CountUnits() => Chunks(spans.Count, SpansPerUnit);

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        int chunks = Chunks(spans.Count, SpansPerUnit);
        int end = Start(spans.Count, chunks, unit + 1);
        if (Takeover is not null && !lists.IsFull)
        {
            TakeMoved(Start(spans.Count, chunks, unit), end, worker.Fresh);
            return;
        }

        for (int i = Start(spans.Count, chunks, unit); i < end; i++)
        {
            PixelSpan span = spans.Spans[i];
            Write(span, _map + (step.Level.PixelIndex(span.Row, span.From) * stride));
        }
    }

    private void TakeMoved(int from, int end, float* row)
    {
        ChangeMap.Recorder recorder = Takeover!.Changes.Record();
        for (int i = from; i < end; i++)
        {
            PixelSpan span = spans.Spans[i];
            Write(span, row);
            Takeover.TakeRow(row, step.Level.PixelIndex(span.Row, span.From), span.Length, ref recorder);
        }

        recorder.End();
    }

    private void Write(PixelSpan span, float* target)
    {
        if (step.IsPacked)
            Packed(span, target);
        else
            Planar(span, target);
    }

    private void Packed(PixelSpan span, float* target)
    {
        int factor = step.Factor, pixel = step.Colours;
        nint row = (nint)step.Level.Width * factor * pixel;
        for (int dy = 0; dy < factor; dy++)
        {
            // The colours of the factor pixels that become one lie side by side already.
            float* source = Picture + (((span.Row * factor) + dy) * row) + ((nint)span.From * factor * pixel);
            int piece = factor * pixel;
            float* t = target + (dy * piece);
            for (int x = span.From; x < span.To; x++, t += stride, source += piece)
            {
                for (int c = 0; c < piece; c++)
                    t[c] = source[c];
            }
        }
    }

    private void Planar(PixelSpan span, float* target)
    {
        int factor = step.Factor, colours = step.Colours;
        nint row = (nint)step.Level.Width * factor, plane = row * step.Level.Height * factor;
        float* source = Picture + ((nint)span.Row * factor * row) + ((nint)span.From * factor);
        int pixels = span.To - span.From;
        if (_interleaving is not null)
        {
            int done = _interleaving.Run(source, row, plane, target, pixels);
            source += done * factor;
            target += done * stride;
            pixels -= done;
        }

        if (colours == 3 && factor == 1)
            Interleave(source, source + plane, source + (2 * plane), target, pixels);
        else if (colours == 3 && factor == 2)
            Focus(source, row, plane, target, pixels);
        else
            AnyPlanar(source, row, plane, target, pixels);
    }

    private void AnyPlanar(float* source, nint row, nint plane, float* target, int pixels)
    {
        int factor = step.Factor, colours = step.Colours;
        for (int x = 0; x < pixels; x++, target += stride, source += factor)
        {
            float* t = target;
            for (int dy = 0; dy < factor; dy++)
            {
                for (int dx = 0; dx < factor; dx++)
                {
                    for (int c = 0; c < colours; c++)
                        *t++ = source[(dy * row) + dx + (c * plane)];
                }
            }
        }
    }

    private static void Interleave(float* a, float* b, float* c, float* target, int pixels)
    {
        for (int x = 0; x < pixels; x++, target += 3)
        {
            target[0] = a[x];
            target[1] = b[x];
            target[2] = c[x];
        }
    }

    private static void Focus(float* source, nint row, nint plane, float* target, int pixels)
    {
        float* a = source, b = source + plane, c = source + (2 * plane);
        for (int x = 0; x < pixels; x++, target += 12, a += 2, b += 2, c += 2)
        {
            target[0] = a[0];
            target[1] = b[0];
            target[2] = c[0];
            target[3] = a[1];
            target[4] = b[1];
            target[5] = c[1];
            target[6] = a[row];
            target[7] = b[row];
            target[8] = c[row];
            target[9] = a[row + 1];
            target[10] = b[row + 1];
            target[11] = c[row + 1];
        }
    }
}
