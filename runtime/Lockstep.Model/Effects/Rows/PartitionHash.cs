using System.Text;

namespace Lockstep.Model.Effects;

/// <summary>PostgreSQL's hash functions for partitions (<c>hash_bytes_extended</c>, <c>compute_partition_hash_value</c>): the same on every server.</summary>
internal static class PartitionHash
{
    private const ulong Seed = 0x7A5B22367996DCFD;

    private static readonly DateTime s_epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The hash of a row's key; null if a value's hash can't be told.</summary>
    /// <param name="values">The values of the key's columns; null for NULL.</param>
    /// <param name="types">The columns' types, as the catalog calls them.</param>
    public static ulong? Of(IReadOnlyList<SqlValue?> values, IReadOnlyList<string> types)
    {
        ulong hash = 0;
        for (var at = 0; at < values.Count; at++)
        {
            if (values[at] is not { } value) continue;
            if (Of(value, types[at]) is not { } own) return null;
            hash ^= own + 0x49a0f4dd15e5a8e3 + (hash << 54) + (hash >> 7);
        }

        return hash;
    }

    private static ulong? Of(SqlValue value, string type)
    {
        var parenthesis = type.IndexOf('(');
        return (parenthesis < 0 ? type : type.Substring(0, parenthesis)) switch
        {
            "int2" or "int4" when value.Number is { } number => OfNumber((uint)(int)number),
            "int8" when value.Number is { } number => OfLong((long)number),
            "date" when value.Time is { } time => OfNumber((uint)(int)(time - s_epoch).TotalDays),
            "timestamp" or "timestamptz" when value.Time is { } time => OfLong((time - s_epoch).Ticks / 10),
            "text" or "varchar" when value.Text is { } text => OfBytes(Encoding.UTF8.GetBytes(text)),
            "bpchar" or "char" when value.Text is { } text => OfBytes(Encoding.UTF8.GetBytes(text.TrimEnd(' '))),
            "uuid" when value.Text is { } text && Guid.TryParse(text, out var uuid) => OfBytes(InOrder(uuid)),
            _ => null,
        };
    }

    /// <summary>Equal numbers of all sizes have one hash.</summary>
    private static ulong OfLong(long number)
    {
        var high = (uint)(number >> 32);
        return OfNumber((uint)number ^ (number >= 0 ? high : ~high));
    }

    private static ulong OfNumber(uint number)
    {
        var state = State.Begin(sizeof(uint));
        state.A += number;
        return state.End();
    }

    private static ulong OfBytes(byte[] bytes)
    {
        var state = State.Begin((uint)bytes.Length);
        var at = 0;
        for (; bytes.Length - at >= 12; at += 12)
        {
            state.A += Word(bytes, at);
            state.B += Word(bytes, at + 4);
            state.C += Word(bytes, at + 8);
            state.Mix();
        }

        // The lowest byte of the third word is kept for the length.
        var rest = new byte[12];
        Array.Copy(bytes, at, rest, 0, Math.Min(bytes.Length - at, 8));
        if (bytes.Length - at > 8) Array.Copy(bytes, at + 8, rest, 9, bytes.Length - at - 8);
        state.A += Word(rest, 0);
        state.B += Word(rest, 4);
        state.C += Word(rest, 8);
        return state.End();
    }

    private static uint Word(byte[] bytes, int at) => bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16) | ((uint)bytes[at + 3] << 24);

    /// <summary>The bytes as they are written, which is how PostgreSQL keeps them.</summary>
    private static byte[] InOrder(Guid uuid)
    {
        var digits = uuid.ToString("N");
        var bytes = new byte[16];
        for (var at = 0; at < bytes.Length; at++) bytes[at] = Convert.ToByte(digits.Substring(at * 2, 2), 16);
        return bytes;
    }

    /// <summary>Bob Jenkins' mixing of three words.</summary>
    private struct State
    {
        public uint A;
        public uint B;
        public uint C;

        public static State Begin(uint length)
        {
            var start = 0x9e3779b9 + length + 3923095;
            var state = new State { A = start + (uint)(Seed >> 32), B = unchecked(start + (uint)Seed), C = start };
            state.Mix();
            return state;
        }

        public void Mix()
        {
            Step(ref A, ref C, ref B, 4);
            Step(ref B, ref A, ref C, 6);
            Step(ref C, ref B, ref A, 8);
            Step(ref A, ref C, ref B, 16);
            Step(ref B, ref A, ref C, 19);
            Step(ref C, ref B, ref A, 4);
        }

        public ulong End()
        {
            Last(ref C, B, 14);
            Last(ref A, C, 11);
            Last(ref B, A, 25);
            Last(ref C, B, 16);
            Last(ref A, C, 4);
            Last(ref B, A, 14);
            Last(ref C, B, 24);
            return ((ulong)B << 32) | C;
        }

        private static void Step(ref uint one, ref uint other, ref uint third, int by)
        {
            one -= other;
            one ^= Turned(other, by);
            other += third;
        }

        private static void Last(ref uint one, uint other, int by)
        {
            one ^= other;
            one -= Turned(other, by);
        }

        private static uint Turned(uint word, int by) => (word << by) | (word >> (32 - by));
    }
}
