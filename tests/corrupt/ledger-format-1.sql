-- A ledger of format 1 as its own program wrote it: bench/make_ledger of the last commit of that format.
-- One report with 6 claims. `sqlite3 FILE < format-1.sql` makes the file.
PRAGMA application_id = 1145851441;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE entries (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, subject TEXT NOT NULL,
  payload_sha256 TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
  recorded INTEGER NOT NULL) STRICT;
INSERT INTO entries VALUES(1,'capture','sha256:4ed2429f8995d085c60f6a414c986d74703e52bd84b9b77b1ddefb0fc1f0bdbb','4ed2429f8995d085c60f6a414c986d74703e52bd84b9b77b1ddefb0fc1f0bdbb','0000000000000000000000000000000000000000000000000000000000000000','2f3e39a7d21ab64f0cdbe20ab4805f22bb6d21a012847f291dfad6ac595af020',1662800000);
INSERT INTO entries VALUES(2,'document','sha256:4ed2429f8995d085c60f6a414c986d74703e52bd84b9b77b1ddefb0fc1f0bdbb','c3f166370458c47e6eea0a976a7f31b9e1c63f230c5283d3679bc2b152c4e1c9','2f3e39a7d21ab64f0cdbe20ab4805f22bb6d21a012847f291dfad6ac595af020','54841e298655752cd1c13c4e29f262c58030976fc11e8502bf0469fe725b2c60',1662800000);
INSERT INTO entries VALUES(3,'reading','sha256:4ed2429f8995d085c60f6a414c986d74703e52bd84b9b77b1ddefb0fc1f0bdbb','b510a528412c6bbe73e799264fdf7700ffe26e03f03587eeca50989d75a0e7bf','54841e298655752cd1c13c4e29f262c58030976fc11e8502bf0469fe725b2c60','ece623f1fec340fbc7e3dda8246e9fe60c83caecdfa08d86864f245c50c64f0a',1662800000);
CREATE TABLE captures (
  id TEXT PRIMARY KEY, bytes BLOB NOT NULL,
  entry INTEGER NOT NULL REFERENCES entries(number)) STRICT;
INSERT INTO captures VALUES('sha256:4ed2429f8995d085c60f6a414c986d74703e52bd84b9b77b1ddefb0fc1f0bdbb',X'536f6d657468696e67207761732073616964206f66207468652062726964676520616e64206f66206d617474657220302e',1);
CREATE TABLE documents (
  id TEXT PRIMARY KEY REFERENCES captures(id),
  uri TEXT, title TEXT, publisher TEXT, language TEXT, text TEXT NOT NULL,
  published TEXT, published_basis TEXT NOT NULL,
  previous_version TEXT REFERENCES documents(id),
  record TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES entries(number)) STRICT;
INSERT INTO documents VALUES('sha256:4ed2429f8995d085c60f6a414c986d74703e52bd84b9b77b1ddefb0fc1f0bdbb',NULL,NULL,'Publisher 0',NULL,'Something was said of the bridge and of matter 0.','2023-01-01','given',NULL,'{"id":"sha256:4ed2429f8995d085c60f6a414c986d74703e52bd84b9b77b1ddefb0fc1f0bdbb","uri":null,"title":null,"publisher":"Publisher 0","language":null,"published":"2023-01-01","published_basis":"given","text_sha256":"4ed2429f8995d085c60f6a414c986d74703e52bd84b9b77b1ddefb0fc1f0bdbb"}',2);
CREATE TABLE readings (
  number INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES documents(id),
  engine TEXT NOT NULL, entry INTEGER NOT NULL REFERENCES entries(number)) STRICT;
INSERT INTO readings VALUES(1,'sha256:4ed2429f8995d085c60f6a414c986d74703e52bd84b9b77b1ddefb0fc1f0bdbb','{"version":"bench","model":null,"gazetteer":null,"ontology":null}',3);
CREATE TABLE claims (
  reading INTEGER NOT NULL REFERENCES readings(number), position INTEGER NOT NULL,
  id TEXT NOT NULL, record TEXT NOT NULL,
  type TEXT NOT NULL, source_name TEXT, source_side TEXT, source_kind TEXT, realis TEXT NOT NULL,
  happened_begin TEXT, happened_end TEXT, confidence REAL NOT NULL,
  PRIMARY KEY (reading, position)) STRICT;
INSERT INTO claims VALUES(1,0,'c-5feceb66ffc8','{"id":"c-5feceb66ffc8","type":"strike.shelling","trigger":[0,9],"trigger_words":"Something","sentence":[0,49],"sentence_words":"Something was said of the bridge and of matter 0.","source_name":null,"source_side":null,"source_kind":"outlet","cue":null,"source_words":null,"medium":null,"cue_span":null,"source_span":null,"content":[],"roles":[],"places":[],"happened":{"begin":"2022-01-01","end":"2022-01-02"},"happened_basis":"stated","happened_span":null,"quantity":null,"realis":"possible","evidence":[],"confidence":0.5,"grounds":["type: bench"]}','strike.shelling',NULL,NULL,'outlet','possible','2022-01-01','2022-01-02',0.5);
INSERT INTO claims VALUES(1,1,'c-6b86b273ff34','{"id":"c-6b86b273ff34","type":"control.gain","trigger":[0,9],"trigger_words":"Something","sentence":[0,49],"sentence_words":"Something was said of the bridge and of matter 0.","source_name":"Source 1","source_side":"XB","source_kind":"official","cue":null,"source_words":null,"medium":null,"cue_span":null,"source_span":null,"content":[],"roles":[],"places":[{"key":"name:place 1","name":"Place 1","country":"XA","admin1":null,"relation":"in","bearing":null,"precision":"settlement","radius_km":2,"lat":-59.976,"lng":-169.932,"geometry":null,"span":null}],"happened":{"begin":"2022-01-02","end":"2022-01-03"},"happened_basis":"stated","happened_span":null,"quantity":null,"realis":"asserted","evidence":[],"confidence":0.5,"grounds":["type: bench"]}','control.gain','Source 1','XB','official','asserted','2022-01-02','2022-01-03',0.5);
INSERT INTO claims VALUES(1,2,'c-d4735e3a265e','{"id":"c-d4735e3a265e","type":"outage","trigger":[0,9],"trigger_words":"Something","sentence":[0,49],"sentence_words":"Something was said of the bridge and of matter 0.","source_name":"Source 2","source_side":"XA","source_kind":"official","cue":null,"source_words":null,"medium":null,"cue_span":null,"source_span":null,"content":[],"roles":[],"places":[{"key":"name:place 2","name":"Place 2","country":"XA","admin1":null,"relation":"in","bearing":null,"precision":"settlement","radius_km":2,"lat":-59.952,"lng":-169.864,"geometry":null,"span":null}],"happened":{"begin":"2022-01-03","end":"2022-01-04"},"happened_basis":"stated","happened_span":null,"quantity":null,"realis":"asserted","evidence":[],"confidence":0.5,"grounds":["type: bench"]}','outage','Source 2','XA','official','asserted','2022-01-03','2022-01-04',0.5);
INSERT INTO claims VALUES(1,3,'c-4e07408562be','{"id":"c-4e07408562be","type":"damage","trigger":[0,9],"trigger_words":"Something","sentence":[0,49],"sentence_words":"Something was said of the bridge and of matter 0.","source_name":null,"source_side":null,"source_kind":"outlet","cue":null,"source_words":null,"medium":null,"cue_span":null,"source_span":null,"content":[],"roles":[],"places":[{"key":"name:place 3","name":"Place 3","country":"XA","admin1":null,"relation":"in","bearing":null,"precision":"settlement","radius_km":2,"lat":-59.928,"lng":-169.796,"geometry":null,"span":null}],"happened":{"begin":"2022-01-04","end":"2022-01-05"},"happened_basis":"stated","happened_span":null,"quantity":null,"realis":"asserted","evidence":[],"confidence":0.5,"grounds":["type: bench"]}','damage',NULL,NULL,'outlet','asserted','2022-01-04','2022-01-05',0.5);
INSERT INTO claims VALUES(1,4,'c-4b227777d4dd','{"id":"c-4b227777d4dd","type":"casualty","trigger":[0,9],"trigger_words":"Something","sentence":[0,49],"sentence_words":"Something was said of the bridge and of matter 0.","source_name":"Source 4","source_side":"XA","source_kind":"official","cue":null,"source_words":null,"medium":null,"cue_span":null,"source_span":null,"content":[],"roles":[],"places":[{"key":"name:place 4","name":"Place 4","country":"XA","admin1":null,"relation":"in","bearing":null,"precision":"settlement","radius_km":2,"lat":-59.904,"lng":-169.728,"geometry":null,"span":null}],"happened":{"begin":"2022-01-05","end":"2022-01-06"},"happened_basis":"stated","happened_span":null,"quantity":null,"realis":"asserted","evidence":[],"confidence":0.5,"grounds":["type: bench"]}','casualty','Source 4','XA','official','asserted','2022-01-05','2022-01-06',0.5);
INSERT INTO claims VALUES(1,5,'c-ef2d127de37b','{"id":"c-ef2d127de37b","type":"need","trigger":[0,9],"trigger_words":"Something","sentence":[0,49],"sentence_words":"Something was said of the bridge and of matter 0.","source_name":"Source 5","source_side":"XB","source_kind":"official","cue":null,"source_words":null,"medium":null,"cue_span":null,"source_span":null,"content":[],"roles":[],"places":[],"happened":{"begin":"2022-01-06","end":"2022-01-07"},"happened_basis":"stated","happened_span":null,"quantity":null,"realis":"asserted","evidence":[],"confidence":0.5,"grounds":["type: bench"]}','need','Source 5','XB','official','asserted','2022-01-06','2022-01-07',0.5);
CREATE TABLE claim_places (
  reading INTEGER NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL,
  key TEXT NOT NULL, name TEXT NOT NULL, lat REAL, lng REAL,
  PRIMARY KEY (reading, position, place),
  FOREIGN KEY (reading, position) REFERENCES claims(reading, position)) STRICT;
INSERT INTO claim_places VALUES(1,1,0,'name:place 1','Place 1',-59.975999999999999091,-169.93199999999998795);
INSERT INTO claim_places VALUES(1,2,0,'name:place 2','Place 2',-59.951999999999998182,-169.86400000000000431);
INSERT INTO claim_places VALUES(1,3,0,'name:place 3','Place 3',-59.927999999999997269,-169.79599999999999227);
INSERT INTO claim_places VALUES(1,4,0,'name:place 4','Place 4',-59.904000000000003469,-169.72800000000000863);
CREATE INDEX documents_by_uri ON documents(uri);
CREATE INDEX documents_by_previous_version ON documents(previous_version);
CREATE INDEX readings_by_document ON readings(document);
CREATE INDEX claims_by_id ON claims(id);
CREATE INDEX claim_places_by_key ON claim_places(key);
CREATE TRIGGER no_UPDATE_entries BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_DELETE_entries BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_UPDATE_captures BEFORE UPDATE ON captures BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_DELETE_captures BEFORE DELETE ON captures BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_UPDATE_documents BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_DELETE_documents BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_UPDATE_readings BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_DELETE_readings BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_UPDATE_claims BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_DELETE_claims BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_UPDATE_claim_places BEFORE UPDATE ON claim_places BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER no_DELETE_claim_places BEFORE DELETE ON claim_places BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
COMMIT;
