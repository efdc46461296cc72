using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using GraphCompiler;

namespace GraphCompiler.Examples;

/// <summary>Images as f32[count, 64], pixels scaled to 0 … 1, and their labels as i32[count].</summary>
public sealed record DigitsData(float[] Pixels, int[] Labels)
{
    public int Count => Labels.Length;

    public Tensor<float> Images(int start, int count) =>
        Tensor.Create<float>(Pixels.AsSpan(start * Digits.Pixels, count * Digits.Pixels), count, Digits.Pixels);

    public Tensor<int> Classes(int start, int count) => Tensor.Create<int>(Labels.AsSpan(start, count), count);

    /// <summary>Reads the 1,797 samples and splits them, in an order that is fixed, into 1,437 to train on and 360 held out.</summary>
    /// <exception cref="InvalidDataException">A row is not 64 pixels in 0 … 16 and a label in 0 … 9.</exception>
    public static (DigitsData Train, DigitsData Test) Load(string path)
    {
        var rows = new List<(float[] Pixels, int Label)>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) rows.Add(ParseRow(line, rows.Count + 1));

        // The file runs through its writers one after the other; shuffling gives both parts a share of each.
        var random = new Random(1998);
        var order = Enumerable.Range(0, rows.Count).ToArray();
        random.Shuffle(order);
        var held = rows.Count / 5 + 1;
        return (Take(order[held..]), Take(order[..held]));

        DigitsData Take(int[] picked) => new(
            picked.SelectMany(i => rows[i].Pixels).ToArray(),
            picked.Select(i => rows[i].Label).ToArray());
    }

    /// <summary>The same samples in another order.</summary>
    public DigitsData Shuffled(Random random)
    {
        var order = Enumerable.Range(0, Count).ToArray();
        random.Shuffle(order);
        return new(
            order.SelectMany(i => new ArraySegment<float>(Pixels, i * Digits.Pixels, Digits.Pixels)).ToArray(),
            order.Select(i => Labels[i]).ToArray());
    }

    private static (float[] Pixels, int Label) ParseRow(string line, int number)
    {
        var fields = line.Split(',');
        if (fields.Length != Digits.Pixels + 1)
            throw new InvalidDataException($"digits row {number}: {fields.Length} fields, expected {Digits.Pixels} pixels and a label");
        var values = fields.Select((f, i) =>
            int.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out var v) && v <= (i < Digits.Pixels ? 16 : 9)
                ? v
                : throw new InvalidDataException($"digits row {number}, field {i + 1}: '{f}', expected a pixel in 0 … 16 or a label in 0 … 9")).ToArray();
        return (values[..^1].Select(v => v / 16f).ToArray(), values[^1]);
    }
}
