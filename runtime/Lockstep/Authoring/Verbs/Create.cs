using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>The verbs that make something.</summary>
public readonly partial struct Create
{
    private readonly OperationRecorder _recorder;

    internal Create(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Makes a table. Locks nothing that is there, but for the tables that it references (SHARE ROW EXCLUSIVE).</summary>
    /// <param name="name">Its name: <c>users</c> or <c>audit.events</c>. Case is kept.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateTableBuilder Table(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new CreateTable(Said.Name(name, new(file, line)), default, default) { Origin = new(file, line) });

    /// <summary>Makes a table of what a query gives. Reads the query's tables under ACCESS SHARE.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="query">The query, as SQL.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateTableAsOptions TableAs(string name, string query, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line)), query) { Origin = new(file, line) });

    /// <summary>
    /// Makes a partition of a partitioned table; say which with <c>Of</c>. Lock: ACCESS EXCLUSIVE on the partitioned table and its default
    /// partition. Where that has rows, make a table like it and attach it (<see cref="AlterTableBuilder.AttachPartition"/>).
    /// </summary>
    /// <param name="name">The partition's name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreatePartitionBuilder Partition(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)), new(file, line));

    /// <summary>
    /// Makes an index; say where with <c>On</c>. Lock: SHARE, so writes wait until it is built, unless <see cref="IndexOptions.Concurrently"/>.
    /// </summary>
    /// <param name="name">The index's name, without a schema: it lives in its table's.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateIndexBuilder Index(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, name, new(file, line));

    /// <summary>Makes a schema.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateSchemaOptions Schema(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(name) { Origin = new(file, line) });

    /// <summary>Makes a sequence.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateSequenceOptions Sequence(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new CreateSequence(Said.Name(name, new(file, line)), SequenceOptions.None) { Origin = new(file, line) });

    /// <summary>Makes statistics over several columns or expressions of a table; say of which with <c>On</c>.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateStatisticsBuilder Statistics(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)), new(file, line));
}
