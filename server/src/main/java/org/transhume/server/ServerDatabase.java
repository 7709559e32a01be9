package org.transhume.server;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * The server's own tables: one SQLite file, one connection that everybody shares. SQLite has one
 * writer at a time whatever is asked of it; waiting for it in the pool is fair and ends in a clear
 * error, waiting in SQLite is neither.
 */
@Configuration(proxyBeanMethods = false)
class ServerDatabase {
  private static final long LONGEST_WAIT_MILLIS = 20_000;

  @Bean(destroyMethod = "close")
  DataSource dataSource(ServerData data) {
    Path file = privateFile(data.data());
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    var sqlite = new SQLiteDataSource(config);
    sqlite.setUrl("jdbc:sqlite:file:" + file.toUri().getRawPath());
    var pool = new HikariDataSource();
    pool.setPoolName("server-database");
    pool.setDataSource(sqlite);
    pool.setMaximumPoolSize(1);
    pool.setConnectionTimeout(LONGEST_WAIT_MILLIS);
    return pool;
  }

  /** The file, made if it is not there, for its owner alone. */
  private static Path privateFile(Path folder) {
    Path file = folder.toAbsolutePath().resolve("server.db");
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
