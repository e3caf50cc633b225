#!/usr/bin/env python3
"""Writes the register-blocked convolution tiles of src/Spatial/Engine/Kernels/Tiles.

Each tile keeps P pixels x W blocks of sixteen output channels in registers while it walks the runs of the input, so its
accumulators must be named locals: arrays would live in memory. Half tiles compute only the first eight channels of their
last block, in registers of eight lanes, and store zeros for the others. Regenerate after a change here with

    python3 eng/kernels/generate-tiles.py
"""
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "src/Spatial/Engine/Kernels/Tiles"

# Blocks of sixteen output channels -> most pixels whose accumulators, weights and one broadcast fit the registers.
AVX512 = {1: 12, 2: 8, 3: 8, 4: 6, 5: 5}
AVX2 = {1: 6}
AVX512_HALF = {1: 12, 2: 8, 3: 8}
AVX2_HALF = {1: 6}


# Bytes by which weights are asked for before they are needed. They follow each other in memory from operation to operation, so the
# first weights of the next one are under way when this one ends. Hardware does that too, but not from one page of 4 KB to the next.
AHEAD = 64 << 10


class Avx512:
    name, lanes, vector = "Avx512", 16, "Vector512<float>"
    usings = ["System.Runtime.CompilerServices", "System.Runtime.Intrinsics", "System.Runtime.Intrinsics.X86"]
    load = "Avx512F.LoadVector512({0})"
    store = "Avx512F.Store({0}, {1});"
    broadcast = "Vector512.Create({0})"
    multiply_add = "Avx512F.FusedMultiplyAdd({0}, {1}, {2})"
    add = "Avx512F.Add({0}, {1})"
    clamp = "Avx512F.Min(Avx512F.Max({0}, low), high)"


class Avx2:
    name, lanes, vector = "Avx2", 8, "Vector256<float>"
    usings = Avx512.usings
    load = "Avx.LoadVector256({0})"
    store = "Avx.Store({0}, {1});"
    broadcast = "Vector256.Create({0})"
    multiply_add = "Fma.MultiplyAdd({0}, {1}, {2})"
    add = "Avx.Add({0}, {1})"
    clamp = "Avx.Min(Avx.Max({0}, low), high)"


def plus(pointer, offset):
    return pointer if offset == 0 else f"{pointer} + {offset}"


def tile(isa, pixels, width, half):
    lanes, vectors = isa.lanes, width * 16 // isa.lanes
    group = width * 16
    out = []
    # The vector of eight lanes in a tile of sixteen; with eight lanes a half tile simply leaves its last vector out.
    narrow = vectors - 1 if half and lanes == 16 else -1
    live = vectors - 1 if half and lanes == 8 else vectors

    def kind(v):
        return Avx2 if v == narrow else isa

    def result(p, v):
        if v == narrow:
            return f"a{p}_{v}.ToVector512()"
        return f"a{p}_{v}" if v < live else "Vector256<float>.Zero"

    def line(indent, text=""):
        out.append(("    " * indent + text) if text else "")

    line(1, "[MethodImpl(MethodImplOptions.AggressiveOptimization)]")
    suffix = "Half" if half else ""
    line(1, f"private static void Tile{pixels}x{width}{suffix}(TileCall* call)")
    line(1, "{")
    line(2, "float* partial = call->Partial;")
    line(2, f"for (int i = 0; i < call->Count; i += {pixels})")
    line(2, "{")
    for p in range(pixels):
        wide = [f"a{p}_{v}" for v in range(live) if v != narrow]
        if wide:
            line(3, f"{isa.vector} " + ", ".join(wide) + ";")
        if narrow >= 0:
            line(3, f"{Avx2.vector} a{p}_{narrow};")
    line(3, "if (call->Bias != null)")
    line(3, "{")
    line(4, "float* bias = call->Bias;")
    for v in range(live):
        line(4, f"a0_{v} = {kind(v).load.format(plus('bias', v * lanes))};")
    for p in range(1, pixels):
        line(4, " ".join(f"a{p}_{v} = a0_{v};" for v in range(live)))
    line(3, "}")
    line(3, "else")
    line(3, "{")
    for p in range(pixels):
        for v in range(live):
            line(4, f"a{p}_{v} = {kind(v).load.format(plus('partial', p * group + v * lanes))};")
    line(3, "}")
    line(0)
    line(3, "int* pixels = call->InputPixels + i;")
    for p in range(pixels):
        line(3, f"float* p{p} = call->Input + (pixels[{p}] * call->InputStride);")
    line(3, "float* w = call->Weights;")
    line(3, "ChannelRun* run = call->Runs;")
    line(3, "ChannelRun* end = run + call->RunCount;")
    line(3, "do")
    line(3, "{")
    line(4, "nint k = run->Offset;")
    line(4, "nint stop = k + run->Length;")
    line(4, "do")
    line(4, "{")
    for v in range(live):
        line(5, f"{kind(v).vector} w{v} = {kind(v).load.format(plus('w', v * lanes))};")
    for v in range(width):
        line(5, f"Sse.Prefetch1(w + {AHEAD // 4 + v * 16});")
    for p in range(pixels):
        alone = kind(0)
        line(5, f"{alone.vector} x{p} = {alone.broadcast.format(f'p{p}[k]')};")
        for v in range(live):
            x = f"x{p}.GetLower()" if kind(v) is not alone else f"x{p}"
            line(5, f"a{p}_{v} = {kind(v).multiply_add.format(f'w{v}', x, f'a{p}_{v}')};")
    line(5, f"w += {group};")
    line(5, "k++;")
    line(4, "}")
    line(4, "while (k < stop);")
    line(4, "run++;")
    line(3, "}")
    line(3, "while (run < end);")
    line(0)
    line(3, "if (call->IsLast & call->IsDirect)")
    line(3, "{")
    line(4, f"{isa.vector} low = {isa.broadcast.format('call->A')};")
    line(4, f"{isa.vector} high = {isa.broadcast.format('call->B')};")
    line(4, "int* output = call->OutputPixels + i;")
    line(4, "if (call->Residual != null)")
    line(4, "{")
    line(5, "int* residuals = call->ResidualPixels + i;")
    for p in range(pixels):
        line(5, f"float* r{p} = call->Residual + (residuals[{p}] * call->ResidualStride);")
        for v in range(live):
            line(5, f"a{p}_{v} = {kind(v).add.format(f'a{p}_{v}', kind(v).load.format(plus(f'r{p}', v * lanes)))};")
    line(4, "}")
    line(0)
    for p in range(pixels):
        line(4, f"float* o{p} = call->Output + (output[{p}] * call->OutputStride);")
        for v in range(vectors):
            line(4, isa.store.format(plus(f"o{p}", v * lanes), isa.clamp.format(result(p, v))))
    line(3, "}")
    line(3, "else")
    line(3, "{")
    line(4, "float* t = call->IsLast ? call->Tile : partial;")
    for p in range(pixels):
        for v in range(vectors):
            line(4, isa.store.format(plus("t", p * group + v * lanes), result(p, v)))
    line(4, "if (call->IsLast)")
    line(5, f"call->Finish(call, i, {pixels});")
    line(3, "}")
    line(0)
    line(3, "if (partial != null)")
    line(4, f"partial += {pixels * group};")
    line(2, "}")
    line(1, "}")
    return "\n".join(out)


def write(isa, shapes, half=False):
    suffix = "Half" if half else ""
    for width, most in shapes.items():
        text = ["// Written by eng/kernels/generate-tiles.py; change that instead.", ""]
        text += [f"using {name};" for name in isa.usings]
        text += ["", "namespace VideoDyn.Spatial.Engine.Kernels.Tiles;", ""]
        text += [f"/// <summary>Tiles of up to {most} pixels x {width * 16 - 8 * half} output channels.</summary>"]
        text += [f"internal static unsafe class {isa.name}Width{width}{suffix}", "{"]
        text += ["    /// <summary>The tile for a number of pixels; null where there is none.</summary>"]
        text += ["    public static delegate*<TileCall*, void> For(int pixels) => pixels switch", "    {"]
        text += [f"        {p} => &Tile{p}x{width}{suffix}," for p in range(1, most + 1)]
        text += ["        _ => null,", "    };", ""]
        text += ["\n\n".join(tile(isa, p, width, half) for p in range(1, most + 1)), "}", ""]
        (FOLDER / f"{isa.name}Width{width}{suffix}.g.cs").write_text("\n".join(text))


write(Avx512, AVX512)
write(Avx2, AVX2)
write(Avx512, AVX512_HALF, half=True)
write(Avx2, AVX2_HALF, half=True)
