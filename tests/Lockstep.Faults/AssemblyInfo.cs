using Lockstep.Tests.Support;

[assembly: AssemblyFixture(typeof(TestServer))]
