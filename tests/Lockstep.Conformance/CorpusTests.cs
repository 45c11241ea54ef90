using System.Globalization;
using System.Text.Json;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Facts;

namespace Lockstep.Conformance;

/// <summary>The reader against PostgreSQL's own parser, on PostgreSQL's regression files.</summary>
public sealed class CorpusTests
{
    private static readonly Lazy<Comparison> Compared = new(() => new(Corpus.Files()));

    [Fact]
    public void Every_statement_that_PostgreSQL_accepts_is_cut_where_PostgreSQL_cuts_it()
    {
        var result = Result();
        Comparison.Report("split", result.Split, result.Accepted);
        Assert.Empty(result.Split);
    }

    [Fact]
    public void The_kind_is_PostgreSQLs_for_999_of_1000()
    {
        var result = Result();
        Comparison.Report("kind", result.Kinds, result.Accepted);
        Assert.True(result.Kinds.Count * 1000 <= result.Accepted, $"{result.Kinds.Count} of {result.Accepted} have another kind");
    }

    [Fact]
    public void The_facts_are_PostgreSQLs_for_995_of_1000()
    {
        var result = Result();
        Comparison.Report("facts", result.Facts, result.Accepted);
        Assert.True(result.Facts.Count * 1000 <= result.Accepted * 5, $"{result.Facts.Count} of {result.Accepted} have other facts");
    }

    [Fact]
    public void What_PostgreSQL_refuses_is_refused()
    {
        var result = Result();
        Comparison.Report("refused", result.TooLenient, result.Refused);
        Assert.Empty(result.TooLenient);
    }

    private static Comparison Result()
    {
        _ = Corpus.Files();
        return Compared.Value;
    }

    private sealed class Comparison
    {
        public Comparison(IReadOnlyList<CorpusFile> files)
        {
            foreach (var file in files) Compare(file);
        }

        public int Accepted { get; private set; }

        public int Refused { get; private set; }

        public List<string> Split { get; } = [];

        public List<string> Kinds { get; } = [];

        public List<string> Facts { get; } = [];

        public List<string> TooLenient { get; } = [];

        public static void Report(string what, List<string> failures, int count)
        {
            var output = TestContext.Current.TestOutputHelper!;
            var share = (count - failures.Count) * 100.0 / count;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {count - failures.Count} of {count} as PostgreSQL ({share:F3} %)"));
            foreach (var failure in failures) output.WriteLine(failure);
        }

        private void Compare(CorpusFile file)
        {
            var ours = SqlParser.Parse(file.Sql).Pieces.GroupBy(piece => file.ByteOffsets[piece.Start]).ToDictionary(group => group.Key, group => group.First());
            foreach (var expected in file.Statements)
            {
                ours.TryGetValue(expected.At, out var piece);
                if (expected.Tag is null)
                {
                    Refused++;
                    if (piece is not { Statement: ErrorStatement }) TooLenient.Add(Show(file, expected, piece?.Statement.Tag ?? "nothing"));
                    continue;
                }

                Accepted++;
                Compare(file, expected, piece);
            }
        }

        private void Compare(CorpusFile file, Expected expected, SqlPiece? piece)
        {
            if (piece is null || piece.Statement is ErrorStatement || Length(file, piece) != expected.Length)
            {
                var why = piece?.Statement is ErrorStatement error ? error.Message : piece is null ? "no statement here" : $"length {Length(file, piece)}";
                Split.Add(Show(file, expected, why));
            }

            if (piece?.Statement.Tag != expected.Tag) Kinds.Add(Show(file, expected, piece?.Statement.Tag ?? "nothing"));
            var facts = piece is null ? null : StatementFacts.Of(piece.Statement);
            var text = JsonSerializer.Serialize(Plain(facts));
            if (Canonical(text) != Canonical(expected.Facts?.GetRawText() ?? "null")) Facts.Add(Show(file, expected, text));
        }

        private static int Length(CorpusFile file, SqlPiece piece) => piece.HasTerminator ? file.ByteOffsets[piece.End] - file.ByteOffsets[piece.Start] : 0;

        private static object? Plain(object? value) => value switch
        {
            IReadOnlyList<KeyValuePair<string, object>> facts => facts.ToDictionary(fact => fact.Key, fact => Plain(fact.Value)),
            List<List<KeyValuePair<string, object>>> list => list.ConvertAll(Plain),
            _ => value,
        };

        /// <summary>The JSON with its keys in order.</summary>
        private static string Canonical(string json)
        {
            using var document = JsonDocument.Parse(json);
            return Canonical(document.RootElement);
        }

        private static string Canonical(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Name + ":" + Canonical(p.Value))) + "}",
            JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Canonical)) + "]",
            JsonValueKind.String => JsonSerializer.Serialize(element.GetString()),
            _ => element.GetRawText(),
        };

        private static string Show(CorpusFile file, Expected expected, string ours)
        {
            var from = Array.BinarySearch(file.ByteOffsets, expected.At);
            var sql = file.Sql.Substring(from, Math.Min(expected.Length == 0 ? 200 : Math.Min(expected.Length, 200), file.Sql.Length - from)).ReplaceLineEndings(" ");
            return $"{file.Name}@{expected.At}: {expected.Tag ?? "refused"} {expected.Facts?.GetRawText()} / {ours}: {sql}";
        }
    }
}
