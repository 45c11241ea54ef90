namespace Lockstep.Model.Operations;

/// <summary>A constraint that a table is created with.</summary>
/// <param name="Name">Its name, or null if PostgreSQL is to choose one.</param>
public abstract record TableConstraint(string? Name);

/// <summary><c>PRIMARY KEY (columns)</c>.</summary>
public sealed record PrimaryKeyConstraint(string? Name, EquatableArray<string> Columns) : TableConstraint(Name);

/// <summary><c>UNIQUE (columns)</c>.</summary>
public sealed record UniqueConstraint(string? Name, EquatableArray<string> Columns) : TableConstraint(Name);

/// <summary><c>CHECK (condition)</c>.</summary>
public sealed record CheckConstraint(string? Name, string Condition) : TableConstraint(Name);

/// <summary><c>FOREIGN KEY (columns) REFERENCES …</c>.</summary>
public sealed record ForeignKeyConstraint(string? Name, EquatableArray<string> Columns, ForeignKeyTarget Target) : TableConstraint(Name);
