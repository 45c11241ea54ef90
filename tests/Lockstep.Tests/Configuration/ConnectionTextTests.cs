using Lockstep.Configuration;
using Npgsql;

namespace Lockstep.Tests.Configuration;

public sealed class ConnectionTextTests
{
    [Theory]
    [InlineData("postgres://u:p@h:5433/d", "Host=h;Port=5433;Database=d;Username=u;Password=p")]
    [InlineData("postgresql://u@h/d", "Host=h;Database=d;Username=u")]
    [InlineData("POSTGRES://h/d", "Host=h;Database=d")]
    [InlineData("postgres://u%40corp:p%40ss%2Fw%3A%3F%23%25@h/my%20db", "Host=h;Database=my db;Username=u@corp;Password=p@ss/w:?#%")]
    [InlineData("postgres://u:a:b@h/d", "Host=h;Database=d;Username=u;Password=a:b")]
    [InlineData("postgres://u:a+b@h/d", "Host=h;Database=d;Username=u;Password=a+b")]
    [InlineData("postgres://[::1]:5433/d", "Host=::1;Port=5433;Database=d")]
    [InlineData("postgres://u@[fe80::1]/d", "Host=fe80::1;Database=d;Username=u")]
    [InlineData("postgres:///d?host=/var/run/postgresql", "Host=/var/run/postgresql;Database=d")]
    [InlineData("postgres://%2Fvar%2Frun%2Fpostgresql/d", "Host=/var/run/postgresql;Database=d")]
    [InlineData("postgres://u@/d?host=%2Ftmp&port=5433", "Host=/tmp;Port=5433;Database=d;Username=u")]
    [InlineData("postgres://h1:5433,h2/d?target_session_attrs=read-write", "Host=h1:5433,h2;Database=d;Target Session Attributes=read-write")]
    [InlineData("postgres://h/d?sslmode=verify-full&sslrootcert=/ca.pem&connect_timeout=7&application_name=my+app", "Host=h;Database=d;SSL Mode=VerifyFull;Root Certificate=/ca.pem;Timeout=7;Application Name=my+app")]
    [InlineData("postgres://h/d?user=u&password=p%26q&options=-c%20search_path%3Dx", "Host=h;Database=d;Username=u;Password=p&q;Options=-c search_path=x")]
    [InlineData("postgres://h?dbname=d&channel_binding=require", "Host=h;Database=d;Channel Binding=Require")]
    [InlineData("Host=h;Database=d;Username=u;Password='a;b=c'", "Host=h;Database=d;Username=u;Password='a;b=c'")]
    public void A_database_is_named_as_libpq_or_Npgsql_name_it(string text, string expected)
    {
        var read = ConnectionText.Parse(text, "--connection");
        Assert.True(new NpgsqlConnectionStringBuilder(expected).EquivalentTo(read), read.ConnectionString);
    }

    [Theory]
    [InlineData("Database=hush", "names no host")]
    [InlineData("Host=hush", "names no database")]
    [InlineData("postgres://hush", "names no database")]
    [InlineData("postgres:///hush", "names no host")]
    [InlineData("hush", "is no Npgsql connection string")]
    [InlineData("Host=h;Database=d;Password=a;hush=c", "is no Npgsql connection string")]
    [InlineData("Host=h;Database=d;Port=hush", "is no Npgsql connection string")]
    [InlineData("postgres://u:hu?sh&hush@h/d", "is no address")]
    [InlineData("postgres://u:hush/hush@h/d", "is no address")]
    [InlineData("postgres://u:hush#hush@h/d", "is no address")]
    [InlineData("postgres://u:hush@hush@h/d", "is no address")]
    [InlineData("postgres://h:hush/d", "is no address")]
    [InlineData("postgres://h:70000/d", "is no address")]
    [InlineData("postgres://[::1/d", "is no address")]
    [InlineData("postgres://u:hush@h/d?sslmode=hush", "has a setting that is not known or not valid: 'sslmode'")]
    [InlineData("postgres://h/d?connect_timeout=hush", "has a setting that is not known or not valid: 'connect_timeout'")]
    [InlineData("postgres://h/d?colour=hush", "has a setting that is not known or not valid: 'colour'")]
    public void What_can_t_be_read_is_told_without_repeating_it(string text, string what)
    {
        var failure = Assert.Throws<LockstepException>(() => ConnectionText.Parse(text, "DATABASE_URL"));
        Assert.StartsWith("The connection from DATABASE_URL " + what, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", failure.Message + failure.Next, StringComparison.Ordinal);
        Assert.Equal((ToolkitCode.Connection, ExitCode.Usage), (failure.Code, failure.ExitCode));
        Assert.NotNull(failure.Next);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void A_mistyped_keyword_is_named_where_it_can_be_no_part_of_a_password()
    {
        var failure = Assert.Throws<LockstepException>(() => ConnectionText.Parse("Host=h;Databse=d;Password=hush", "--connection"));
        Assert.Equal("The connection from --connection is no Npgsql connection string (at 'databse').", failure.Message, ignoreCase: true);
    }
}
