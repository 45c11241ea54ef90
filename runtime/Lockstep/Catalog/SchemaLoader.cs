using System.Text.Json;
using Lockstep.Model.Schema;
using Npgsql;

namespace Lockstep.Catalog;

/// <summary>Loads the schema of a live database.</summary>
public static class SchemaLoader
{
    private delegate T Read<out T>(ref RowReader row);

    /// <summary>
    /// Reads the catalog of the connection's database, in one round trip, as the connection's transaction sees it. The schema is that of the migrations: nothing of
    /// PostgreSQL's own, of extensions (only that they are there), or of Lockstep's. Compare it with <see cref="SchemaDiff.Between"/>, which knows that the server
    /// writes expressions in words of its own.
    /// </summary>
    /// <param name="connection">An open connection to PostgreSQL 13 or later. Its settings are as they were afterwards.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PostgresException">The role may not read the catalog, or the connection's transaction has failed already.</exception>
    public static Task<DatabaseSchema> LoadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => LoadAsync(connection, new(), cancellationToken);

    /// <summary>As the other, for one who loads again and again.</summary>
    /// <param name="connection">As there.</param>
    /// <param name="statements">What was read at other times.</param>
    /// <param name="cancellationToken">As there.</param>
    internal static async Task<DatabaseSchema> LoadAsync(NpgsqlConnection connection, StatementCache statements, CancellationToken cancellationToken)
    {
        var data = new CatalogData { Version = connection.PostgreSqlVersion.Major };
        var results = Results(data);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(LoaderSql.Before));
        foreach (var (query, _) in results) batch.BatchCommands.Add(new(query));
        batch.BatchCommands.Add(new(LoaderSql.After));

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        data.Role = reader.GetString(1);
        data.SearchPath = JsonSerializer.Deserialize(reader.GetString(2), CatalogJson.Default.StringArray)!;
        foreach (var (_, take) in results)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) take(reader);
        }

        return SchemaAssembler.Assemble(data, statements);
    }

    /// <summary>Each query, and what takes a row of it.</summary>
    private static List<(string Query, Action<NpgsqlDataReader> Take)> Results(CatalogData data) =>
    [
        To(data.Namespaces, LoaderSql.Namespaces, (ref RowReader row) => new NamespaceRow(row.Oid(), row.Text(), row.TextOrNull())),
        To(data.Classes, LoaderSql.Classes, (ref RowReader row) => new ClassRow(
            row.Oid(), row.Text(), row.Text(), row.Letter(), row.Letter(), row.TextOrNull(), row.Texts(), row.Texts(), row.TextOrNull(), row.TextOrNull(), row.Letter(), row.Flag(),
            row.Flag(), row.TextOrNull(), row.TextOrNull(), row.TextOrNull(), row.Oids(), row.TextOrNull(), row.TextOrNull(), row.Texts(), row.Oids())),
        To(data.Attributes, LoaderSql.Attributes(data.Version), (ref RowReader row) => new AttributeRow(
            row.Oid(), row.Short(), row.Text(), row.Text(), row.Flag(), row.TextOrNull(), row.Letter(), row.Letter(), row.TextOrNull(), row.LetterOrNull(), row.LetterOrNull(), row.IntOrNull(),
            row.Texts(), row.Texts(), row.Flag(), row.Flag())),
        To(data.Indexes, LoaderSql.Indexes, (ref RowReader row) => new IndexRow(row.Oid(), row.Oid(), row.Text(), row.Flag(), row.Flag(), row.Flag(), row.OidOrNull(), row.TextOrNull())),
        To(data.Constraints, LoaderSql.Constraints, (ref RowReader row) => new ConstraintRow(
            row.Oid(), row.Oid(), row.Oid(), row.Text(), row.Letter(), row.Text(), row.Flag(), row.Flag(), row.Flag(), row.ShortOrNull(), row.FirstOrNull(), row.FirstOrNull())),
        To(data.Sequences, LoaderSql.Sequences, (ref RowReader row) => new SequenceRow(
            row.Oid(), row.Text(), row.Long(), row.Long(), row.Long(), row.Long(), row.Long(), row.Flag(), row.OidOrNull(), row.TextOrNull(), row.LetterOrNull())),
        To(data.Triggers, LoaderSql.Triggers, (ref RowReader row) => new TriggerRow(row.Oid(), row.Oid(), row.Text(), row.Text(), row.Letter(), row.Flag())),
        To(data.Rules, LoaderSql.Rules, (ref RowReader row) => new RuleRow(row.Oid(), row.Oid(), row.Text(), row.Text(), row.Letter())),
        To(data.Policies, LoaderSql.Policies, (ref RowReader row) => new PolicyRow(row.Oid(), row.Oid(), row.Text(), row.Letter(), row.Flag(), row.Texts(), row.TextOrNull(), row.TextOrNull())),
        To(data.Types, LoaderSql.Types, (ref RowReader row) => new TypeRow(
            row.Oid(), row.Text(), row.Text(), row.Letter(), row.TextOrNull(), row.Oid(), row.Texts(), row.TextOrNull(), row.Flag(), row.TextOrNull(), row.TextOrNull(), row.TextOrNull(), row.TextOrNull())),
        To(data.Routines, LoaderSql.Routines, (ref RowReader row) => new RoutineRow(
            row.Oid(), row.Text(), row.Text(), row.Letter(), row.TextOrNull(), row.Texts(), row.TextOrNull(), row.TextOrNull(), row.TextOrNull())),
        To(data.Comments, LoaderSql.Comments, (ref RowReader row) => new CommentRow(new(row.Oid(), row.Oid(), row.Int()), row.Text())),
        To(data.DropsWith, LoaderSql.DropsWith, (ref RowReader row) => new DropsWithRow(row.Oid(), row.Oid(), row.Text())),
        To(data.Grants, LoaderSql.Grants, (ref RowReader row) => new GrantRow(new(row.Oid(), row.Oid(), row.Int()), row.TextOrNull(), row.Text(), row.Flag(), row.Flag())),
        To(data.DefaultPrivileges, LoaderSql.DefaultPrivileges, (ref RowReader row) => new DefaultPrivilegeRow(
            row.Oid(), row.TextOrNull(), row.TextOrNull(), row.Letter(), row.TextOrNull(), row.Text(), row.Flag(), row.Flag())),
        To(data.Others, LoaderSql.Others(data.Version), (ref RowReader row) => new OtherRow(row.Text(), row.Oid(), row.Oid(), row.TextOrNull(), row.Text(), row.TextOrNull(), row.Text(), row.TextOrNull())),
    ];

    private static (string Query, Action<NpgsqlDataReader> Take) To<T>(List<T> rows, string query, Read<T> read) =>
        (query, reader =>
        {
            var row = new RowReader(reader);
            rows.Add(read(ref row));
        });
}
